package io.sprockets.statsd;

import java.util.SplittableRandom;

/** Input that is the same for the same seed; what is dangerous in some dialect is frequent. */
final class SeededSource implements Source {
    private static final String DANGEROUS =
            ":|@#;,[]=!^~.{}_escT+-0159 \n\r\t\0\u007f\u0085\u00ca\u00ba\u2028\ud800\udc00";
    private static final String[] BEGINNINGS = {"_e{", "_sc", "_e{1,1}:a|b", "a:1|c\n", "|#k:v", "\r\n"};
    private static final int LONGEST = 16;

    private final SplittableRandom random;

    SeededSource(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int choice(int limit) {
        return random.nextInt(limit);
    }

    @Override
    public long number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(20) - 10;
            case 2 -> Long.MIN_VALUE + random.nextInt(2);
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    @Override
    public double fraction() {
        return switch (random.nextInt(4)) {
            case 0 -> Double.longBitsToDouble(random.nextLong()); // infinities and NaN too
            case 1 -> random.nextInt(2_000) / 1000.0 - 1;
            case 2 -> random.nextDouble() * 1e6;
            default -> number();
        };
    }

    @Override
    public String text() {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(32) == 0) {
            text.append(BEGINNINGS[random.nextInt(BEGINNINGS.length)]);
        }
        for (int length = random.nextInt(LONGEST); length > 0; length--) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> (char) random.nextInt(0x10000);
                        case 1 -> DANGEROUS.charAt(random.nextInt(DANGEROUS.length()));
                        default -> (char) ('a' + random.nextInt(26));
                    });
        }
        return text.toString();
    }
}

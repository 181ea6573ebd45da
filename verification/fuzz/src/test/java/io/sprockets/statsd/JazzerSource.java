package io.sprockets.statsd;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Input that a fuzzer makes up, guided by the branches that are taken. */
record JazzerSource(FuzzedDataProvider data) implements Source {
    private static final int LONGEST = 24;

    @Override
    public int choice(int limit) {
        return data.consumeInt(0, limit - 1);
    }

    @Override
    public long number() {
        return data.consumeLong();
    }

    @Override
    public double fraction() {
        return data.consumeDouble();
    }

    @Override
    public String text() {
        return data.consumeString(LONGEST);
    }
}

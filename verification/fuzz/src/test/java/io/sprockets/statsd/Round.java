package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A view with arbitrary tags, and arbitrary calls of it, each of which must be one line that says the same, or one
 * drop.
 */
final class Round {
    static final int CALLS = 32;

    private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
    private static final int KINDS = 12;

    private final Source source;
    private final Lab lab;
    private final Statsd view;
    private final LineCheck check;
    private final boolean bare;
    private final boolean timed;
    private long drops; // expected so far

    private Round(Source source, Lab lab) {
        this.source = source;
        this.lab = lab;
        this.timed = source.choice(8) == 0;
        boolean scoped = source.choice(4) == 0;
        Tags tags = tags();
        Instant time = Instant.ofEpochSecond(1 + source.choice(Integer.MAX_VALUE));
        String segment = "a" + source.text();
        Statsd tagged = lab.statsd().tagged(tags);
        Statsd at = timed ? tagged.at(time) : tagged;
        this.view = scoped ? at.scoped(segment) : at;
        this.bare = lab.bare() && !scoped;
        this.check = new LineCheck(lab, tags, timed);
    }

    /** Plays one. */
    static void play(Source source, List<Lab> labs) {
        Lab lab = labs.get(source.choice(labs.size()));
        Round round = new Round(source, lab);
        long before = lab.dropped();
        for (int i = 0; i < CALLS; i++) {
            round.call();
        }
        if (lab.dropped() - before != round.drops) {
            throw new AssertionError(lab.dropped() - before + " drops instead of " + round.drops);
        }
    }

    private Tags tags() {
        String[] tags = new String[2 * source.choice(4)];
        for (int i = 0; i < tags.length; i += 2) {
            tags[i] = source.name();
            tags[i + 1] = source.text();
        }
        return Tags.of(tags);
    }

    private void call() {
        String path = source.text();
        Dialect dialect = lab.dialect();
        String name = lab.syntax().names(false).cleaned(path);
        boolean named = !name.isEmpty() && !(bare && dialect == Dialect.DOGSTATSD && isEvent(name));
        boolean now = named && !timed;
        boolean told = named && (!timed || dialect == Dialect.DOGSTATSD);
        boolean bound = named && source.choice(8) == 0;
        switch (source.choice(KINDS)) {
            case 0, 1 -> counter(path, told, bound);
            case 2 -> gauge(path, told, bound);
            case 3 -> {
                double delta = source.fraction();
                boolean good = told && dialect != Dialect.DOGSTATSD && Double.isFinite(delta);
                run(good, s -> s.gaugeDelta(path, delta), line -> check.change(line, delta));
            }
            case 4, 5 -> timing(path, now, bound);
            case 6, 7 -> histogram(path, now);
            case 8 -> {
                String member = source.text();
                boolean good = now && !member.isEmpty();
                run(good, s -> member(s, path, member, bound), check::member);
            }
            case 9 -> inject(path, now);
            default -> others(dialect == Dialect.DOGSTATSD);
        }
    }

    private void counter(String path, boolean told, boolean bound) {
        long amount = source.number();
        if (source.choice(2) == 0) {
            run(told, s -> count(s, path, amount, bound), line -> check.number(line, "c", amount));
        } else {
            run(told, s -> s.decr(path, amount), line -> check.opposite(line, amount));
        }
    }

    private void timing(String path, boolean now, boolean bound) {
        if (source.choice(2) == 0) {
            long nanos = source.number() >> 1; // at most 146 years
            Duration duration = Duration.ofNanos(nanos);
            run(now && nanos >= 0, s -> time(s, path, duration, bound), line -> check.nanos(line, nanos));
        } else {
            double seconds = source.fraction();
            boolean good = now && seconds >= 0 && Double.isFinite(seconds);
            run(good, s -> s.timing(path, seconds), line -> check.seconds(line, seconds));
        }
    }

    private void histogram(String path, boolean now) {
        boolean belowZero = lab.syntax().takesNegativeValues();
        if (source.choice(2) == 0) {
            double value = source.fraction();
            boolean good = now && (value >= 0 || belowZero) && Double.isFinite(value);
            run(
                    good,
                    s -> s.histogram(path, value),
                    line -> check.fraction(line, lab.syntax().histogram(), value));
        } else {
            long value = source.number();
            String type = lab.syntax().distribution();
            run(
                    now && (value >= 0 || belowZero),
                    s -> s.distribution(path, value),
                    line -> check.number(line, type, value));
        }
    }

    private void gauge(String path, boolean told, boolean bound) {
        double value = source.fraction();
        boolean pair = value < 0 && lab.dialect() != Dialect.DOGSTATSD;
        Consumer<Statsd> call = s -> {
            if (bound) {
                s.gauge(path).set(value);
            } else {
                s.gauge(path, value);
            }
        };
        call.accept(view);
        List<byte[]> lines = lab.lines();
        boolean good = told && Double.isFinite(value);
        expect(lines, good ? pair ? 2 : 1 : 0);
        if (good) {
            check.fraction(lines.get(lines.size() - 1), "g", value);
        }
        if (good && pair) {
            check.number(lines.get(0), "g", 0);
            LineCheck.sameName(lines.get(0), lines.get(1));
        }
    }

    private void inject(String path, boolean named) {
        String value = source.choice(2) == 0 ? source.text() : Long.toString(source.number());
        String type = source.choice(2) == 0
                ? source.text()
                : List.of("c", "g", "ms", "x").get(source.choice(4));
        boolean numeric = List.of("c", "g", "ms", "h", "d", "m").contains(type);
        boolean readable =
                !numeric || (PLAIN.matcher(value).matches() && !(type.equals("ms") && value.startsWith("-")));
        boolean good = named && !value.isEmpty() && !type.isEmpty() && readable;
        run(good, s -> s.injectMetric(path, value, type), line -> check.injected(line, numeric));
    }

    private void others(boolean supported) {
        if (source.choice(2) == 0) {
            String title = source.name();
            String text = source.text();
            Event event = Event.of(title, text).host(source.text()).tags(tags());
            run(supported, s -> s.event(event), check::event);
        } else {
            ServiceCheck state = ServiceCheck.of(source.name(), ServiceCheck.Status.UNKNOWN)
                    .host(source.text())
                    .tags(tags())
                    .message(source.text());
            run(supported, s -> s.serviceCheck(state), check::serviceCheck);
        }
    }

    private void run(boolean good, Consumer<Statsd> call, Consumer<byte[]> checked) {
        call.accept(view);
        List<byte[]> lines = lab.lines();
        expect(lines, good ? 1 : 0);
        if (good) {
            checked.accept(lines.get(0));
        }
    }

    /** No line means that one drop is expected. */
    private void expect(List<byte[]> lines, int expected) {
        if (lines.size() != expected) {
            List<String> texts =
                    lines.stream().map(line -> new String(line, UTF_8)).toList();
            throw new AssertionError(texts + " instead of " + expected + " lines in " + lab);
        }
        drops += expected == 0 ? 1 : 0;
    }

    private static void count(Statsd statsd, String path, long amount, boolean bound) {
        if (bound) {
            statsd.counter(path).incr(amount);
        } else {
            statsd.incr(path, amount);
        }
    }

    private static void time(Statsd statsd, String path, Duration duration, boolean bound) {
        if (bound) {
            statsd.timing(path).record(duration);
        } else {
            statsd.timing(path, duration);
        }
    }

    private static void member(Statsd statsd, String path, String member, boolean bound) {
        if (bound) {
            statsd.set(path).add(member);
        } else {
            statsd.set(path, member);
        }
    }

    private static boolean isEvent(String path) {
        return path.startsWith("_e{") || path.startsWith("_sc");
    }
}

package io.sprockets.statsd.faults;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** What was logged in this JVM since the last {@link #clear}. Any thread may use it; tests run one after the other. */
final class Log {
    /** One line of the log. */
    record Line(Level level, String text, @Nullable Throwable thrown) {
        boolean isAtLeast(Level lowest) {
            return level.toInt() >= lowest.toInt();
        }

        /** The text without its numbers, so that two lines of one kind are equal. */
        String kind() {
            return text.replaceAll("[0-9]+", "#");
        }
    }

    private static final List<Line> LINES = new CopyOnWriteArrayList<>();
    private static volatile Consumer<Line> reaction = Log::doNothing;

    private Log() {}

    /** Forgets everything, and behaves well again. */
    static void clear() {
        reaction = Log::doNothing;
        LINES.clear();
    }

    /** From now on the backend does this with each line after it has kept it: it may throw, or never return. */
    static void react(Consumer<Line> next) {
        reaction = next;
    }

    static List<Line> lines() {
        return List.copyOf(LINES);
    }

    /** The lines of exactly this level. */
    static List<Line> lines(Level level) {
        return LINES.stream().filter(line -> line.level() == level).toList();
    }

    /** The lines that an operator sees who has not asked for details: INFO and above. */
    static List<Line> visible() {
        return LINES.stream().filter(line -> line.isAtLeast(Level.INFO)).toList();
    }

    static void add(Line line) {
        LINES.add(Objects.requireNonNull(line));
        reaction.accept(line);
    }

    private static void doNothing(Line line) {}
}

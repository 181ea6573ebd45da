package io.sprockets.statsd.examples;

import io.sprockets.statsd.Protocol;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the demo was asked for.
 *
 * @param seconds how long to serve requests
 * @param protocol how metrics are sent
 * @param host the StatsD server to send to; none for the embedded one
 * @param port of that server
 * @param watch whether there is a page to watch it on
 * @param help whether only the usage is to be shown
 */
record DemoOptions(int seconds, Protocol protocol, Optional<String> host, int port, boolean watch, boolean help) {
    static final DemoOptions DEFAULT = new DemoOptions(5, Protocol.TCP, Optional.empty(), 8125, false, false);
    private static final int MOST_SECONDS = 600; // also while someone watches

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it is wrong; the message is one line that names the option and the value
     */
    static DemoOptions parse(String... args) {
        List<String> all = List.of(args);
        DemoOptions options = all.contains("--watch") ? DEFAULT.watched() : DEFAULT;
        boolean port = false;
        Iterator<String> words = all.iterator();
        while (words.hasNext()) {
            String option = words.next();
            port |= option.equals("--port");
            options = options.with(option, words);
        }
        if (port && options.host.isEmpty()) {
            throw new IllegalArgumentException("--port needs --host");
        }
        if (options.watch && options.host.isPresent()) {
            throw new IllegalArgumentException("--watch and --host exclude each other; ./watch --forward has both");
        }
        return options;
    }

    private DemoOptions watched() {
        return new DemoOptions(MOST_SECONDS, protocol, host, port, true, help);
    }

    private DemoOptions with(String option, Iterator<String> words) {
        return switch (option) {
            case "--seconds" -> new DemoOptions(number(option, words, MOST_SECONDS), protocol, host, port, watch, help);
            case "--protocol" -> new DemoOptions(seconds, protocol(option, words), host, port, watch, help);
            case "--host" -> new DemoOptions(seconds, protocol, Optional.of(value(option, words)), port, watch, help);
            case "--port" -> new DemoOptions(seconds, protocol, host, number(option, words, 65_535), watch, help);
            case "--watch" -> this; // seen before all others: it changes a default
            case "--help", "-h" -> new DemoOptions(seconds, protocol, host, port, watch, true);
            default -> throw new IllegalArgumentException("unknown option " + option);
        };
    }

    private static Protocol protocol(String option, Iterator<String> words) {
        String value = value(option, words);
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "tcp" -> Protocol.TCP;
            case "udp" -> Protocol.UDP;
            default -> throw new IllegalArgumentException(option + " " + value + " is neither tcp nor udp");
        };
    }

    private static int number(String option, Iterator<String> words, int max) {
        String value = value(option, words);
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > max) {
            throw new IllegalArgumentException(option + " " + value + " is not a number from 1 to " + max);
        }
        return number;
    }

    private static String value(String option, Iterator<String> words) {
        String value = words.hasNext() ? words.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return value;
    }
}

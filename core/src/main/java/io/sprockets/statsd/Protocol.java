package io.sprockets.statsd;

import java.util.Locale;
import java.util.stream.Stream;

/** How lines reach the server. */
public enum Protocol {
    /** One connection, lines end with a newline. Survives restarts of the server with at most the lines in flight lost. */
    TCP,
    /** Datagrams of whole lines. What the network drops is lost without a trace. */
    UDP,
    /**
     * A stream over a Unix socket, lines end with a newline. As {@link #TCP}, on one machine. With {@link Dialect#DOGSTATSD}
     * lines travel in frames, as the Datadog agent wants it.
     */
    UNIX,
    /**
     * Datagrams of whole lines to a Unix socket, as the Datadog agent reads them. It needs the module
     * {@code sprockets-statsd-unixgram}. What the server has not read when it dies is lost; when it is slow, lines wait.
     */
    UNIX_DATAGRAM;

    /** Whether it is one stream of bytes per connection. */
    boolean isStream() {
        return this == TCP || this == UNIX;
    }

    /** Whether the server has a path, and no host and port. */
    boolean isUnix() {
        return this == UNIX || this == UNIX_DATAGRAM;
    }

    /** What STATSD_PROTOCOL calls it. */
    String word() {
        return this == UNIX_DATAGRAM ? "unixgram" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The protocol of a word, in any case.
     *
     * @throws IllegalArgumentException if it is none; the message names the setting
     */
    static Protocol of(String setting, String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(values())
                .filter(protocol -> name.equals(protocol.name()) || name.equalsIgnoreCase(protocol.word()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + " is " + word + ", expected tcp, udp, unix or unixgram"));
    }
}

package io.sprockets.statsd.transport;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;

/**
 * Makes the kernel probe an idle peer every minute. This keeps balancers, NAT and firewalls from forgetting the flow,
 * which they do after some minutes, and detects a peer that has vanished. Thread-safe.
 */
final class KeepAlive {
    /** By name, because they are the JDK's own and a runtime without the module jdk.net does not have them. */
    private static final Map<String, Integer> TIMES = Map.of(
            "TCP_KEEPIDLE", 60, // seconds until the first question
            "TCP_KEEPINTERVAL", 10, // seconds between questions
            "TCP_KEEPCOUNT", 6); // questions without an answer until the connection counts as broken

    private KeepAlive() {}

    /** Asks for it, as far as the system has it. */
    static void on(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : channel.supportedOptions()) {
            Integer time = TIMES.get(option.name());
            if (time != null) {
                set(channel, option, time);
            }
        }
    }

    private static <T> void set(SocketChannel channel, SocketOption<T> option, Object value) throws IOException {
        channel.setOption(option, option.type().cast(value));
    }
}

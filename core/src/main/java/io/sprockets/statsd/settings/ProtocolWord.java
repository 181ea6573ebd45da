package io.sprockets.statsd.settings;

import io.sprockets.statsd.Protocol;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code STATSD_PROTOCOL} and the schemes of addresses call a protocol. */
public final class ProtocolWord {
    private ProtocolWord() {}

    public static String of(Protocol protocol) {
        return protocol == Protocol.UNIX_DATAGRAM ? "unixgram" : protocol.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The protocol of a word, in any case.
     *
     * @throws IllegalArgumentException if it is none; the message names the setting
     */
    static Protocol read(String setting, String word) {
        String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
        return Stream.of(Protocol.values())
                .filter(protocol -> name.equals(protocol.name()) || name.equalsIgnoreCase(of(protocol)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        setting + " is " + word + ", expected tcp, tls, udp, unix or unixgram"));
    }
}

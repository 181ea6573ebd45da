package io.sprockets.statsd.spring;

import io.sprockets.statsd.Protocol;
import java.util.Locale;
import org.springframework.core.convert.converter.Converter;

/** The words for a protocol, of which {@code unixgram} is none of the enumeration. */
final class ProtocolWords implements Converter<String, Protocol> {
    @Override
    public Protocol convert(String word) {
        String name = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return name.equals("UNIXGRAM") ? Protocol.UNIX_DATAGRAM : Protocol.valueOf(name);
    }
}

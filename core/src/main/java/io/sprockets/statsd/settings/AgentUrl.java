package io.sprockets.statsd.settings;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a Datadog agent. Host names in it may have underscores and paths may have blanks, which {@link
 * java.net.URI} would refuse.
 *
 * @param scheme udp, tcp, unix, unixgram or unixstream
 * @param host null if there is a path
 * @param port null if it says none
 * @param path empty if there is a host
 */
public record AgentUrl(
        String scheme, @Nullable String host, @Nullable Integer port, String path) {
    private static final Pattern HOST = Pattern.compile("(udp|tcp)://(\\[[^\\]]+]|[^:/\\[]+)(?::([0-9]+))?/?");
    private static final Pattern PATH = Pattern.compile("(unix|unixgram|unixstream):(?://)?(/[^/].*)");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z]+(?=:)");
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message names the setting
     */
    public static AgentUrl parse(String setting, String text) {
        String url = SCHEME.matcher(text).replaceFirst(scheme -> scheme.group().toLowerCase(Locale.ROOT));
        Matcher host = HOST.matcher(url);
        if (host.matches() && HostName.isHost(HostName.unbracketed(decoded(host.group(2))))) {
            String name = HostName.unbracketed(decoded(host.group(2)));
            return new AgentUrl(host.group(1), name, port(setting, text, host.group(3)), "");
        }
        Matcher path = PATH.matcher(url);
        if (path.matches()) {
            return new AgentUrl(path.group(1), null, null, decoded(path.group(2)));
        }
        throw wrong(setting, text);
    }

    private static @Nullable Integer port(String setting, String text, @Nullable String port) {
        try {
            return port == null ? null : Words.checkedPort(setting, Integer.parseInt(port));
        } catch (IllegalArgumentException e) { // no number, or out of range
            throw wrong(setting, text);
        }
    }

    private static IllegalArgumentException wrong(String setting, String text) {
        return new IllegalArgumentException(setting + " is " + text + ", expected udp://host:port, tcp://host:port,"
                + " unix:///path, unixgram:///path or unixstream:///path");
    }

    /** Decodes %25 and the like; any other percent sign stays. */
    private static String decoded(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String decoded = ENCODED.matcher(bytes)
                .replaceAll(code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))));
        return new String(decoded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

package io.sprockets.statsd.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be a host: a name, or an address of version 4 or 6, in brackets or not, with a zone or not. */
public final class HostName {
    private static final String NAME = "[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_.-]*[\\p{L}\\p{N}_])?\\.?";
    private static final String ADDRESS_6 = "[0-9a-fA-F.]*:[0-9a-fA-F.]*:[0-9a-fA-F:.]*";
    private static final Pattern HOST = Pattern.compile(NAME + "|" + ADDRESS_6 + "(?:%[\\p{L}\\p{N}_.~-]+)?");
    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]+(?:\\.[0-9]+){3,}");
    private static final Pattern LOCALHOST = Pattern.compile("localhost\\.?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETS = Pattern.compile("\\[(.*)]");

    /** What looks like a URL, or like a host and a port. */
    private static final Pattern MORE =
            Pattern.compile("(?:(?<protocol>[A-Za-z]+)://)?(?<host>\\[[^\\]]*]|[^:/]+)(?<port>:[0-9]*)?/?");

    private HostName() {}

    /**
     * The host, without brackets and white space around it.
     *
     * @throws IllegalArgumentException if it can be none; the message names the setting and says what to write instead
     */
    public static String checked(String setting, String text) {
        String host = unbracketed(text.strip());
        if (!isHost(host)) {
            throw new IllegalArgumentException(setting + " is " + text + ", expected " + instead(text.strip()));
        }
        return host;
    }

    /** Whether a checked host is this machine by its own words; nothing is looked up. */
    public static boolean isLoopback(String host) {
        if (host.contains(":")) {
            return isLoopbackAddress(host);
        }
        boolean fourBytes = FOUR_NUMBERS.matcher(host).matches();
        return fourBytes ? host.startsWith("127.") : LOCALHOST.matcher(host).matches();
    }

    /** Asks no network, since no name has a colon. */
    private static boolean isLoopbackAddress(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // a zone that this machine does not have
        }
    }

    static String unbracketed(String host) {
        Matcher brackets = BRACKETS.matcher(host);
        return brackets.matches() ? brackets.group(1) : host;
    }

    static boolean isHost(String host) {
        if (!HOST.matcher(host).matches()) {
            return false;
        }
        return host.contains(":") ? isAddress(host.split("%", 2)[0]) : isNameOrFourBytes(host);
    }

    /** Asks no network, since no name has a colon. */
    private static boolean isAddress(String host) {
        try {
            return InetAddress.getByName(host).getHostAddress() != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isNameOrFourBytes(String host) {
        if (!FOUR_NUMBERS.matcher(host).matches()) {
            return !host.contains("..");
        }
        String[] numbers = host.split("\\.", -1);
        for (String number : numbers) {
            if (number.length() > 3 || Integer.parseInt(number) > 255) {
                return false;
            }
        }
        return numbers.length == 4;
    }

    private static String instead(String text) {
        if (text.startsWith("/") || text.startsWith("unix")) {
            return "a name or an address; the path of a socket needs the protocol unix or unixgram";
        }
        if (text.contains(",")) {
            return "one name or address; several go into hosts";
        }
        Matcher more = MORE.matcher(text);
        if (!more.matches() || !isHost(unbracketed(more.group("host")))) {
            return "a name or an address";
        }
        String host = unbracketed(more.group("host"));
        if (more.group("protocol") == null) {
            return host + "; the port is a separate setting";
        }
        return more.group("port") == null
                ? host + "; the protocol is a separate setting"
                : host + "; protocol and port are separate settings";
    }
}

package io.sprockets.statsd.watch.relay;

/** A server's name or address, and its port. */
public record HostPort(String host, int port) {
    private static final int USUAL_PORT = 8125;

    /**
     * Reads {@code host:port}, {@code host}, {@code [::1]:port} or {@code [::1]}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.endsWith("]");
        String host = bare ? text : text.substring(0, colon);
        String port = bare ? Integer.toString(USUAL_PORT) : text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException(text + " is not host:port; an address with colons needs brackets");
        }
        if (host.isBlank() || !port.matches("[0-9]{1,5}") || !isPort(Integer.parseInt(port))) {
            throw new IllegalArgumentException(text + " is not host:port");
        }
        return new HostPort(host, Integer.parseInt(port));
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }
}

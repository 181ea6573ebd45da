package io.sprockets.statsd.watch.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the page. There is no login, so no other web site may read it through a visitor's browser, neither from
 * its own origin nor by a name of its own that resolves to this machine. Immutable; any thread may use it.
 */
final class Gate {
    // A name could be made to lead here; a number is what it is.
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final boolean loopback;
    private final String name;

    /** @param loopback whether only this machine can reach the page */
    Gate(boolean loopback, String name) {
        this.loopback = loopback;
        this.name = name.toLowerCase(Locale.ROOT);
    }

    /** A request that was turned away. */
    record Refusal(int status, String reason) {}

    /** Why a request is turned away, or null if it may come in. */
    @Nullable
    Refusal refusal(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Refusal(405, "only GET and HEAD");
        }
        List<String> hosts = headers.getOrDefault("Host", List.of());
        String host = hosts.isEmpty() ? "" : hosts.get(0);
        if (hosts.size() != 1 || !isKnown(host)) {
            return new Refusal(421, "this host name is not accepted; use an address, or start the watch with --name");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            return new Refusal(403, "not for other origins");
        }
        return isForeign(headers) ? new Refusal(403, "not for other sites") : null;
    }

    private boolean isKnown(String hostAndPort) {
        String host = hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]{1,5}$", "");
        return LOOPBACK.contains(host)
                || (!name.isEmpty() && host.equals(name))
                || (!loopback && ADDRESS.matcher(host).matches());
    }

    /** What browsers say of requests that a page of another site makes. A link to this page may be followed. */
    private static boolean isForeign(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        boolean own = site == null || site.equals("same-origin") || site.equals("none");
        boolean link = "navigate".equals(headers.getFirst("Sec-Fetch-Mode"))
                && "document".equals(headers.getFirst("Sec-Fetch-Dest"));
        return !own && !link;
    }
}

package io.sprockets.statsd.interop;

import static io.sprockets.statsd.Protocol.TCP;
import static io.sprockets.statsd.Protocol.TLS;
import static io.sprockets.statsd.Protocol.UDP;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.interop.Totals.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The servers and proxies that are tried, over which transports, and what they do not hold. */
enum Setup {
    NETDATA("netdata-core", Netdata.PROGRAM),
    COLLECTD("collectd-core", Collectd.PROGRAM),
    CARBON("graphite-carbon", Carbon.PROGRAM),
    PROXY("statsd, from npm", StatsdProcess.STATS),
    HAPROXY("haproxy", Fronts.HAPROXY),
    STUNNEL("stunnel4", Fronts.STUNNEL);

    private static final int PROXIED = 3;
    private static final int BALANCED = 2;

    private final String pack;
    private final Path program;

    Setup(String pack, Path program) {
        this.pack = pack;
        this.program = program;
    }

    List<Protocol> protocols() {
        return switch (this) {
            case NETDATA, CARBON, PROXY -> List.of(TCP, UDP);
            case COLLECTD -> List.of(UDP);
            case HAPROXY -> List.of(TCP);
            case STUNNEL -> List.of(TLS);
        };
    }

    boolean isInstalled() {
        return Files.exists(program) && StatsdProcess.isInstalled();
    }

    /** Why it is left out. */
    String missing() {
        return "needs " + program + " of the package " + pack + ", and npm ci in verification/interop/";
    }

    /** What it does not hold of a mix, and why. */
    Map<Kind, String> exceptions() {
        Map<Kind, String> all = new EnumMap<>(Kind.class);
        switch (this) {
            case NETDATA -> {
                all.put(Kind.TIMINGS, "shows timers of the last second only");
                all.put(Kind.SUMS, "shows timers of the last second only");
                all.put(Kind.MEMBERS, "shows sets of the last second only");
            }
            case CARBON -> all.put(Kind.MEMBERS, "has sets of each flush apart");
            case COLLECTD -> all.put(Kind.MEMBERS, "shows sets of each second apart");
            default -> {}
        }
        return all;
    }

    /** The same when timers were merged. */
    Map<Kind, String> exceptionsWhenMerged() {
        Map<Kind, String> all = exceptions();
        if (this != COLLECTD) {
            all.putIfAbsent(Kind.SUMS, "a rate scales the count of a timer, and not its sum");
        }
        return all;
    }

    /**
     * How many rounds it takes at once, before it is waited for. The proxy sends its nodes a datagram for each line,
     * and Linux's default socket buffer holds 256 of them: a node that just does something else loses what is more.
     */
    int roundsAtOnce() {
        return this == PROXY ? 20 : 200; // of eleven lines each, a gauge below zero being two
    }

    /**
     * How the names of what waits in an outage begin. For the proxy they are long, so that a full backlog and what is
     * merged after it are fewer lines than those 256, if all of them went to one node.
     */
    String nameInAnOutage() {
        return this == PROXY ? "o".repeat(100) : "o";
    }

    /**
     * Whether a confirmed line is in its totals after a restart: netdata and collectd forget what they had, what statsd
     * flushes last does not reach carbon, and the proxy confirms what it has read, whatever becomes of it.
     */
    boolean keepsLinesOverARestart() {
        return this == HAPROXY || this == STUNNEL;
    }

    /** One that does not run yet. */
    RealServer create(Path folder, Protocol protocol) {
        try {
            int port = Ports.free();
            return switch (this) {
                case NETDATA -> new Netdata(folder, port, Ports.free());
                case COLLECTD -> new Collectd(folder, port);
                case CARBON ->
                    new Carbon(folder, port, new int[] {Ports.free(), Ports.free(), Ports.free(), Ports.free()});
                case PROXY -> {
                    int management = Ports.free();
                    String word = protocol == TCP ? "tcp" : "udp";
                    yield new StatsdNodes(
                            folder, PROXIED, port, nodes -> Fronts.proxy(folder, port, management, word, nodes));
                }
                case HAPROXY -> {
                    int ready = Ports.free();
                    yield new StatsdNodes(folder, BALANCED, port, nodes -> Fronts.haproxy(folder, port, ready, nodes));
                }
                case STUNNEL -> {
                    Path certificate = SelfSigned.in(folder);
                    yield new StatsdNodes(
                            folder, 1, port, nodes -> Fronts.stunnel(folder, port, certificate, nodes.get(0)));
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.sprockets.statsd.faults;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.function.Function;

/** A state in which a server is of no use, and lasts. Each can be entered, counted and healed. */
enum Fault {
    NOBODY_LISTENS(Protocol.TCP, server -> {
        server.stop();
        return server::recover;
    }),
    NO_UDP_PORT(Protocol.UDP, server -> {
        server.stop();
        return server::recover;
    }),
    NO_UNIX_SOCKET(Protocol.UNIX, server -> {
        server.stop();
        return server::recover;
    }),
    ACCEPTS_AND_CLOSES(Protocol.TCP, server -> {
        server.acceptAndClose();
        server.closeConnections();
        return server::recover;
    }),
    STALLED(Protocol.TCP, server -> {
        server.stall();
        return server::recover;
    }),
    RESETS_ALL(Protocol.TCP, server -> {
        server.stop();
        return hostile(server, HostileServer.resetting(server.port()));
    }),
    HALF_OPEN(Protocol.TCP, server -> {
        server.stop();
        return hostile(server, HostileServer.deaf(server.port()));
    }),
    ATTEMPTS_HANG(Protocol.TCP, server -> {
        server.stop();
        return hostile(server, HostileServer.hanging(server.port()));
    });

    private final Protocol protocol;
    private final Function<StatsdServer, Runnable> enter;

    Fault(Protocol protocol, Function<StatsdServer, Runnable> enter) {
        this.protocol = protocol;
        this.enter = enter;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Whether it takes lines that no process will ever read, so that one delivery at most loses them. */
    boolean swallows() {
        return this == ACCEPTS_AND_CLOSES || this == RESETS_ALL || this == HALF_OPEN;
    }

    /** Makes a server so. Returns what makes it healthy again. */
    Runnable enter(StatsdServer server) {
        return enter.apply(server);
    }

    private static Runnable hostile(StatsdServer server, HostileServer hostile) {
        return () -> {
            hostile.close();
            server.restart();
        };
    }
}

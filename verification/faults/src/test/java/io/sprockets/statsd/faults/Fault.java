package io.sprockets.statsd.faults;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.testing.StatsdServer;

/** A state in which a server is of no use, and lasts. Each can be entered and healed. */
enum Fault {
    NOBODY_LISTENS,
    NO_UDP_PORT,
    NO_UNIX_SOCKET,
    ACCEPTS_AND_CLOSES,
    STALLED,
    RESETS_ALL,
    /** The peer's kernel answers, and no process does. */
    HALF_OPEN,
    ATTEMPTS_HANG;

    /** Over what a connector meets it. */
    Protocol protocol() {
        return switch (this) {
            case NO_UDP_PORT -> Protocol.UDP;
            case NO_UNIX_SOCKET -> Protocol.UNIX;
            default -> Protocol.TCP;
        };
    }

    /** Whether it takes lines that no process will ever read, so that one delivery at most loses them. */
    boolean swallows() {
        return this == ACCEPTS_AND_CLOSES || this == RESETS_ALL || this == HALF_OPEN;
    }

    /** Makes a server so. Returns what makes it healthy again. */
    Runnable enter(StatsdServer server) {
        switch (this) {
            case ACCEPTS_AND_CLOSES -> server.acceptAndClose();
            case STALLED -> server.stall();
            default -> server.stop();
        }
        return switch (this) {
            case RESETS_ALL -> hostile(server, HostileServer.resetting(server.port()));
            case HALF_OPEN -> hostile(server, HostileServer.deaf(server.port()));
            case ATTEMPTS_HANG -> hostile(server, HostileServer.hanging(server.port()));
            default -> server::recover;
        };
    }

    private static Runnable hostile(StatsdServer server, HostileServer hostile) {
        return () -> {
            hostile.close();
            server.recover();
        };
    }
}

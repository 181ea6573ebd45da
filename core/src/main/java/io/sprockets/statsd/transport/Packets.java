package io.sprockets.statsd.transport;

/**
 * What one send is.
 *
 * @param bytes the most it takes
 * @param datagrams whether it arrives whole or not at all
 * @param refusedLate whether a refusal is reported only later
 */
record Packets(int bytes, boolean datagrams, boolean refusedLate) {
    static Packets stream(int bytes) {
        return new Packets(bytes, false, false);
    }

    static Packets udp(int bytes) {
        return new Packets(bytes, true, true);
    }

    static Packets unixDatagram(int bytes) {
        return new Packets(bytes, true, false);
    }
}

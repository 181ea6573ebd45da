package io.sprockets.statsd.compare;

/** How lines reach the sink, and how many bytes of them a client may send at once. */
enum Route {
    TCP("TCP", 1 << 16),
    UDP("UDP 1432", 1432),
    LARGE_UDP("UDP 8932", 8932),
    UNIX("Unix stream", 8192);

    final String title;
    final int packetBytes;

    Route(String title, int packetBytes) {
        this.title = title;
        this.packetBytes = packetBytes;
    }

    boolean isDatagram() {
        return this == UDP || this == LARGE_UDP;
    }
}

package io.sprockets.statsd.examples;

import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.watch.Watch;
import io.sprockets.statsd.watch.WatchSettings;
import io.sprockets.statsd.watch.page.PageSettings;
import io.sprockets.statsd.watch.relay.Forwarder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page in front of a server: it shows each line and passes it on, so that the server counts what it would without the
 * page. It is the page of {@code ./watch}, on its usual port or, if that is taken, on a free one.
 */
final class Watched implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int FREE = 0;

    private final Watch watch;
    private final Forwarder forwarder;

    private Watched(Watch watch, Forwarder forwarder) {
        this.watch = watch;
        this.forwarder = forwarder;
    }

    static Watched inFrontOf(StatsdServer server) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Forwarder forwarder = Forwarder.start(server.host(), server.port(), nowhere); // the ledger says it all
        try {
            return new Watched(watch(forwarder), forwarder);
        } catch (IOException failed) {
            forwarder.close();
            throw failed;
        }
    }

    private static Watch watch(Forwarder forwarder) throws IOException {
        try {
            return Watch.start(settings(WatchSettings.USUAL_PAGE_PORT, forwarder));
        } catch (IOException taken) {
            return Watch.start(settings(FREE, forwarder));
        }
    }

    private static WatchSettings settings(int pagePort, Forwarder forwarder) {
        PageSettings page = new PageSettings(LOOPBACK, pagePort, "");
        return new WatchSettings(LOOPBACK, FREE, null, false, WatchSettings.USUAL_SERIES, page, List.of(forwarder));
    }

    String host() {
        return LOOPBACK.getHostAddress();
    }

    int port() {
        return watch.port();
    }

    URI page() {
        return watch.page().orElseThrow();
    }

    @Override
    public void close() {
        watch.close();
        forwarder.close();
    }
}

package io.sprockets.statsd.watch;

import io.sprockets.statsd.testing.net.LineSplitter;
import io.sprockets.statsd.testing.net.Listening;
import io.sprockets.statsd.testing.net.Reading;
import io.sprockets.statsd.testing.net.ServerLoop;
import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.intake.Intake;
import io.sprockets.statsd.watch.page.PageServer;
import io.sprockets.statsd.watch.page.PageSettings;
import io.sprockets.statsd.watch.store.Bounds;
import io.sprockets.statsd.watch.store.Store;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A StatsD server that shows what it receives. It listens when it is made, and until it is closed. Any thread may use
 * it.
 */
public final class Watch implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 65_536;
    private static final int MAX_CONNECTIONS = 1_000;
    private static final int UDP_RECEIVE_BUFFER = 4 << 20;

    private final ServerLoop loop;
    private final Intake intake;
    private final Desk desk;
    private final Clock clock;
    private final Optional<PageServer> page;

    private Watch(WatchSettings settings, InstantSource time) throws IOException {
        Store store = new Store(Bounds.ofSeries(settings.series()), Clock.second(time));
        this.intake = new Intake(store, settings.parser(), MAX_LINE_BYTES, settings.taps(), time);
        this.loop = loop(settings);
        this.desk = new Desk(loop, store, Clock.second(time) - 1);
        try {
            this.page = page(settings.page());
        } catch (IOException | RuntimeException failed) {
            loop.close();
            throw failed;
        }
        this.clock = Clock.start(time, desk::endSecond);
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if it cannot, for instance because a port is taken
     */
    public static Watch start(WatchSettings settings) throws IOException {
        return new Watch(settings, InstantSource.system());
    }

    private ServerLoop loop(WatchSettings settings) throws IOException {
        try {
            return new ServerLoop(listening(settings), reading(settings), intake);
        } catch (IOException taken) {
            String where = settings.address().getHostAddress() + ":" + settings.port();
            throw new IOException("cannot listen for metrics on " + where + ": " + taken.getMessage(), taken);
        }
    }

    private static Listening listening(WatchSettings settings) {
        return new Listening(
                settings.address(), settings.port(), true, true, settings.unixSocket(), 0, UDP_RECEIVE_BUFFER);
    }

    private static Reading reading(WatchSettings settings) {
        return new Reading(MAX_LINE_BYTES, Reading.Framing.DETECTED, settings.strict(), MAX_CONNECTIONS);
    }

    private Optional<PageServer> page(@Nullable PageSettings settings) throws IOException {
        if (settings == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(PageServer.start(settings, desk));
        } catch (IOException taken) {
            String where = settings.address().getHostAddress() + ":" + settings.port();
            throw new IOException("cannot serve the page on " + where + ": " + taken.getMessage(), taken);
        }
    }

    /** The port of TCP and UDP. */
    public int port() {
        return loop.sockets().port();
    }

    /** The address of the page, if there is one. */
    public Optional<URI> page() {
        return page.map(PageServer::uri);
    }

    /** What is known of what came. */
    public Desk desk() {
        return desk;
    }

    /**
     * Takes lines as if they had been received, and waits until they are.
     *
     * @param name where they come from
     * @param lines each with its newline
     */
    public void receive(String name, byte[] lines) {
        loop.call(() -> intake.local(name, new LineSplitter(MAX_LINE_BYTES), lines, lines.length));
    }

    /** Stops to listen, and closes the page. Closing twice is fine. */
    @Override
    public void close() {
        clock.close();
        page.ifPresent(PageServer::close);
        loop.close();
    }
}

package io.sprockets.statsd.watch.command;

import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.watch.Watch;
import io.sprockets.statsd.watch.intake.Tap;
import io.sprockets.statsd.watch.relay.Forwarder;
import io.sprockets.statsd.watch.relay.HostPort;
import io.sprockets.statsd.watch.relay.Recorder;
import io.sprockets.statsd.watch.relay.Recording;
import io.sprockets.statsd.watch.terminal.Glob;
import io.sprockets.statsd.watch.terminal.JsonPrinter;
import io.sprockets.statsd.watch.terminal.PlainPrinter;
import io.sprockets.statsd.watch.terminal.Tail;
import io.sprockets.statsd.watch.terminal.Tty;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The configured consumers of lines in addition to the page. */
final class Extras implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final WatchOptions options;
    private final PrintStream notices;
    private final List<Tap> taps = new ArrayList<>();
    private @Nullable Tail tail;
    private @Nullable Thread player;

    private Extras(WatchOptions options, PrintStream notices) {
        this.options = options;
        this.notices = notices;
    }

    static Extras start(WatchOptions options, PrintStream notices) throws IOException {
        Extras extras = new Extras(options, notices);
        if (options.replay != null) {
            new Recording(options.replay, options.speed).check();
            checkOther(options.replay, options.record);
        }
        if (options.forward != null) {
            HostPort server = HostPort.parse(options.forward);
            extras.taps.add(Forwarder.start(server.host(), server.port(), notices));
        }
        if (options.record != null) {
            extras.taps.add(Recorder.start(options.record, notices));
        }
        if (options.tail != null) {
            extras.tail = extras.tail(options.tail);
            extras.taps.add(extras.tail);
        }
        return extras;
    }

    /** By whatever name: recording begins with an empty file. */
    private static void checkOther(Path replay, @Nullable Path record) throws IOException {
        if (record != null && Files.exists(record) && Files.isSameFile(replay, record)) {
            throw new IllegalArgumentException("--record " + record + " is the file that is replayed");
        }
    }

    private Tail tail(String glob) {
        Parser parser = options.strict ? Parser.REFERENCE : Parser.LENIENT;
        Tail.LinePrinter printer = options.json ? new JsonPrinter(parser) : new PlainPrinter(Tty.isOutput());
        return new Tail(new Glob(glob), printer, System.out, notices).start();
    }

    List<Tap> taps() {
        return List.copyOf(taps);
    }

    /** Replays a file into the server, on a separate thread. */
    void replayInto(Watch watch) {
        if (options.replay == null) {
            return;
        }
        Recording recording = new Recording(options.replay, options.speed);
        Thread thread = new Thread(() -> play(recording, watch), "watch-player");
        thread.setDaemon(true);
        thread.start();
        player = thread;
    }

    private void play(Recording recording, Watch watch) {
        String name = String.valueOf(options.replay);
        try {
            long lines = recording.play(some -> watch.receive(name, some));
            notices.println("replayed " + lines + " lines of " + name);
        } catch (IOException failed) {
            notices.println("replay of " + name + " ended: " + failed.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it is over, or the output is no longer read. */
    void await(CountDownLatch over) throws InterruptedException {
        while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (tail != null && tail.isOver()) {
                return;
            }
        }
    }

    /** Lets each of them finish what has come. */
    @Override
    public void close() {
        if (player != null) {
            player.interrupt();
        }
        taps.forEach(Tap::close);
        taps.clear();
    }
}

package io.sprockets.statsd.watch.command;

import io.sprockets.statsd.watch.Watch;
import io.sprockets.statsd.watch.WatchSettings;
import io.sprockets.statsd.watch.page.PageSettings;
import io.sprockets.statsd.watch.relay.HostPort;
import io.sprockets.statsd.watch.relay.LocalServer;
import io.sprockets.statsd.watch.store.Bounds;
import io.sprockets.statsd.watch.terminal.TerminalView;
import io.sprockets.statsd.watch.terminal.Tty;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code watch}: a StatsD server to look at. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = SendCommand.class,
        description = {"A StatsD server with a live page, to see what a service sends.", ""})
public final class WatchCommand implements Callable<Integer> {
    private static final int CANNOT = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before the command is run
    private CommandSpec spec;

    @Mixin
    private final WatchOptions options = new WatchOptions();

    @Override
    @SuppressWarnings("ClosingStandardOutputStreams") // which extras do not do
    public Integer call() throws InterruptedException {
        check();
        PrintStream notices = options.tail != null || options.terminal ? System.err : System.out;
        try (Extras extras = Extras.start(options, System.err);
                Watch watch = start(extras)) {
            checkForward(watch.port());
            announce(watch, notices);
            return run(watch, extras);
        } catch (IOException | UncheckedIOException failed) {
            System.err.println("watch: " + failed.getMessage());
            return CANNOT;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private void check() {
        check(isPort(options.port), "--port " + options.port + " is not in 0..65535");
        check(isPort(options.page), "--page " + options.page + " is not in 0..65535");
        check(
                options.series >= 1 && options.series <= 1_000_000,
                "--series " + options.series + " is not in 1..1000000");
        check(options.speed >= 0 && options.speed <= 1e9, "--speed " + options.speed + " is not in 0..1000000000");
        check(options.speed == 1 || options.replay != null, "--speed needs --replay");
        check(!options.host.isBlank(), "--host needs an address");
        check(!options.json || options.tail != null, "--json needs --tail");
        check(!options.terminal || options.tail == null, "--terminal and --tail exclude each other");
        check(
                !options.terminal || Tty.isOutput(),
                "--terminal needs a terminal; --tail prints to a pipe or a file, too");
    }

    private void checkForward(int port) {
        if (options.forward != null) {
            boolean own = new LocalServer(address(), port).is(HostPort.parse(options.forward));
            check(!own, "--forward " + options.forward + " is an address that this program listens on");
        }
    }

    private void check(boolean good, String complaint) {
        if (!good) {
            throw new ParameterException(spec.commandLine(), complaint);
        }
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= 65_535;
    }

    private Watch start(Extras extras) throws IOException {
        InetAddress address = address();
        PageSettings page = options.noPage ? null : new PageSettings(address, options.page, options.name);
        int series = Bounds.fitting(options.series, Runtime.getRuntime().maxMemory());
        if (series < options.series) {
            System.err.println(
                    "watch: keeps at most " + series + " series in the memory of this JVM; -Xmx gives it more");
        }
        return Watch.start(
                new WatchSettings(address, options.port, options.unix, options.strict, series, page, extras.taps()));
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(options.host);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "--host " + options.host + " is not an address of this machine", unknown);
        }
    }

    private void announce(Watch watch, PrintStream notices) {
        Greeting.lines(options.host, address(), watch.port(), options.unix, watch.page())
                .forEach(notices::println);
        notices.flush();
    }

    /** Runs until it is ended; then finishes what has come, also after ctrl-C. */
    private int run(Watch watch, Extras extras) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            over.countDown();
            awaitQuietly(closed);
        }));
        try {
            extras.replayInto(watch);
            if (options.terminal) {
                String title = "StatsD " + options.host + ":" + watch.port()
                        + watch.page().map(page -> "   page " + page).orElse("");
                new TerminalView(watch.desk(), title, new Tty(), System.out).run(System.in, over);
            } else {
                extras.await(over);
            }
            return 0;
        } finally {
            watch.close();
            extras.close();
            closed.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}

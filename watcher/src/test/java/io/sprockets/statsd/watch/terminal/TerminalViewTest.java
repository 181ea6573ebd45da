package io.sprockets.statsd.watch.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.watch.Watch;
import io.sprockets.statsd.watch.WatchSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TerminalViewTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final FakeTerminal terminal = new FakeTerminal();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final CountDownLatch over = new CountDownLatch(1);
    private Watch watch;
    private Thread thread;

    /** One that can be made larger and smaller. */
    private static final class FakeTerminal implements Terminal {
        volatile Size size = new Size(24, 80);
        volatile boolean takesKeys;
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public Size size() {
            asked.incrementAndGet();
            return size;
        }

        @Override
        public void takeKeys() {
            takesKeys = true;
        }

        @Override
        public void restore() {
            takesKeys = false;
        }
    }

    @BeforeEach
    void start() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        watch = Watch.start(new WatchSettings(loopback, 0, null, false, 500, null, List.of()));
        TerminalView view =
                new TerminalView(watch.desk(), "StatsD here", terminal, new PrintStream(screen, true, UTF_8));
        PipedInputStream keys = new PipedInputStream(keyboard);
        thread = new Thread(() -> {
            try {
                view.run(keys, over);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
    }

    @AfterEach
    void close() throws Exception {
        over.countDown();
        thread.join();
        watch.close();
    }

    @Test
    void noRowIsWiderThanTheScreenNorAreThereMoreThanItHas() throws Exception {
        over.countDown();
        thread.join(); // so that no other thread asks
        receive("gr\u00f6\u00dfe.\u4e2d\u4e2d\u4e2d.with.a.long.name:1|c|#tag:value\nt:3|ms\nwrong\n\u4e2d:2|g\n");
        await().until(() -> watch.desk().latest().rows().size() == 3);
        TerminalView view = new TerminalView(watch.desk(), "title", terminal, new PrintStream(screen, true, UTF_8));
        for (int rows = 1; rows <= 30; rows++) {
            for (int columns = 1; columns <= 220; columns++) {
                List<String> lines = view.lines(watch.desk().latest(), new Terminal.Size(rows, columns));
                assertThat(lines).hasSizeLessThanOrEqualTo(rows);
                for (String line : lines) {
                    assertThat(Cells.width(plain(line)))
                            .as("%d x %d: %s", columns, rows, line)
                            .isLessThanOrEqualTo(columns);
                }
            }
        }
    }

    @Test
    void itShowsWhatComes_andGivesTheTerminalBack() throws Exception {
        await().until(() -> lastScreen().contains("nothing received yet"));
        receive("orders.placed:5|c\nbad\n");
        await().until(() -> lastScreen().contains("orders.placed"));
        assertThat(lastScreen()).contains("StatsD here", "2 lines, 1 wrong", "wrong: no colon after the name in bad");
        assertThat(terminal.takesKeys).isTrue();
        press("q");
        thread.join();
        assertThat(terminal.takesKeys).isFalse();
        assertThat(screen.toString(UTF_8)).startsWith("\033[?1049h\033[?25l").endsWith("\033[?25h\033[?1049l");
    }

    @Test
    void aPausedViewKeepsItsFiguresButFitsANewSize() throws Exception {
        receive("a:1|c\n");
        await().until(() -> lastScreen().contains("1-1 of 1 series"));
        press("p");
        await().until(() -> lastScreen().contains("PAUSED"));
        receive("b:1|c\n");
        terminal.size = new Terminal.Size(10, 30);
        await().until(() -> lastScreen().lines().count() == 10);
        assertThat(lastScreen().lines())
                .allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(30));
        assertThat(lastScreen()).doesNotContain("b ");
        press("p");
        await().until(() -> lastScreen().contains("1-2 of 2 series"));
    }

    @Test
    void aPausedViewRests() throws Exception {
        receive("a:1|c\n");
        await().until(() -> lastScreen().contains("1-1 of 1 series"));
        press("p");
        await().until(() -> lastScreen().contains("PAUSED"));
        long second = watch.desk().latest().second();
        int before = terminal.asked.get();
        await().until(() -> watch.desk().latest().second() >= second + 3);
        assertThat(terminal.asked.get() - before).isLessThanOrEqualTo(5);
        long busy = processorTime();
        await().until(() -> watch.desk().latest().second() >= second + 6);
        assertThat(processorTime() - busy).isLessThan(TimeUnit.SECONDS.toNanos(1)); // in about three
    }

    @Test
    void keysSortAndScroll() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 10; i < 60; i++) {
            lines.append("n").append(i).append(":").append(i).append("|c\n");
        }
        receive(lines.toString());
        await().until(() -> lastScreen().contains("1-18 of 50 series"));
        press("j");
        await().until(() -> lastScreen().contains("2-19 of 50 series"));
        press(" ");
        await().until(() -> lastScreen().contains("20-37 of 50 series"));
        press("g");
        await().until(() -> lastScreen().contains("1-18 of 50 series"));
        press("k");
        press("r");
        await().until(() -> row(0).startsWith("n59"));
        press("s");
        await().until(() -> row(0).startsWith("n10")); // the least rate, for it is reversed
    }

    private long processorTime() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    private String row(int number) {
        return lastScreen().lines().skip(4L + number).findFirst().orElse("");
    }

    private void receive(String lines) {
        watch.receive("test", lines.getBytes(UTF_8));
    }

    private void press(String keys) throws IOException {
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    /** The last picture that was drawn whole, without colours. */
    private String lastScreen() {
        String[] screens = screen.toString(UTF_8).split("\033\\[H", -1);
        for (int i = screens.length - 1; i >= 0; i--) {
            if (screens[i].contains("\033[J")) {
                return plain(screens[i].substring(0, screens[i].indexOf("\033[J")));
            }
        }
        return "";
    }

    private static String plain(String drawn) {
        return drawn.replaceAll("\033\\[[?0-9;]*[A-Za-z]", "").replace("\r\n", "\n");
    }
}

package io.sprockets.statsd.watch.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that ask for a lot and do not read it: what they take is bounded, and others are answered. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StalledClientsTest {
    private static final int SERIES = 4_000;
    private static final int CLIENTS = 60;
    private static final int NAME = 1_000; // bytes; all of them are more than the kernel takes

    private final List<Socket> stalled = new ArrayList<>();
    private OpenPage page;

    @BeforeEach
    void open() throws IOException {
        page = new OpenPage(SERIES);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < SERIES; i++) {
            lines.append("n".repeat(NAME)).append(i).append(":1|c\n");
        }
        page.receive(lines.toString());
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : stalled) {
            each.close();
        }
        page.close();
    }

    @Test
    void theyTakeLittleMemoryBesideTheHeap() throws IOException {
        long before = direct();
        stall("/api/series");
        assertThat(direct() - before).isLessThan(CLIENTS * (64L << 10));
        assertThat(page.get("/api/wrong").status()).isEqualTo(200);
    }

    @Test
    void theyTakeLittleHeap() throws IOException {
        long before = heap();
        stall("/api/series?sort=rate");
        assertThat(heap() - before).isLessThan(CLIENTS * (1L << 20));
    }

    private void stall(String target) throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            stalled.add(page.stalled(target));
        }
        for (Socket each : stalled) {
            assertThat(each.getInputStream().readNBytes(100_000)).hasSize(100_000); // its answer is under way
        }
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** Bytes in use after a collection. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

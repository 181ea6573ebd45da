package io.sprockets.statsd.watch.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalServerTest {
    private static final int PORT = 8125;

    @Test
    void theLoopbackAddressHasSeveralNames() throws Exception {
        LocalServer here = new LocalServer(InetAddress.getLoopbackAddress(), PORT);
        for (String host : List.of("127.0.0.1", "localhost", "0.0.0.0", "127.1", "2130706433", "::ffff:127.0.0.1")) {
            assertThat(here.is(new HostPort(host, PORT))).as(host).isTrue();
            assertThat(here.is(new HostPort(host, PORT + 1))).as(host).isFalse();
        }
        for (String host : List.of("127.0.0.2", "192.0.2.1", "no-such-name.invalid")) {
            assertThat(here.is(new HostPort(host, PORT))).as(host).isFalse();
        }
    }

    @Test
    void whoListensEverywhereIsReachedByEachAddressOfThisMachine() throws Exception {
        LocalServer here = new LocalServer(new InetSocketAddress(0).getAddress(), PORT);
        for (String host : List.of("127.0.0.1", "127.0.0.2", "localhost", "0.0.0.0", "::")) {
            assertThat(here.is(new HostPort(host, PORT))).as(host).isTrue();
        }
        for (InetAddress each : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList()) {
            assertThat(here.is(new HostPort(each.getHostAddress(), PORT))).isTrue();
        }
        assertThat(here.is(new HostPort("192.0.2.1", PORT))).isFalse();
    }
}

package io.sprockets.statsd.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No descriptor is left when the first connector starts, in another JVM; then there are some again. */
class ShortageTest {
    /** What the other JVM runs. */
    public static void main(String[] arguments) throws Exception {
        UdpDatagrams sockets = new LinuxUdpDatagrams();
        sockets.openSelector().close(); // loads classes, which takes descriptors
        new LinuxUnixDatagrams().isSupported();
        for (Class<?> used : List.of(Errno.class, Sockets.class, UdpSegment.class)) {
            Class.forName(used.getName());
        }
        List<DatagramChannel> all = takeAll();
        boolean supported = sockets.isSupported();
        String why = whyThereIsNoSelector(sockets);
        for (DatagramChannel channel : all) {
            channel.close();
        }
        System.out.println("supported: " + supported);
        System.out.println("no selector: " + why);
        System.out.println("supported: " + sockets.isSupported());
        sockets.openSelector().close();
    }

    @Test
    void theModuleIsUsedAfterAShortageOfDescriptors() throws Exception {
        assertThat(Jvm.said("ulimit -n 100;", ShortageTest.class, Jvm.ENABLED))
                .containsExactly("supported: true", "no selector: Too many open files", "supported: true");
    }

    private static String whyThereIsNoSelector(UdpDatagrams sockets) {
        try {
            sockets.openSelector().close();
            return "there is one";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static List<DatagramChannel> takeAll() throws IOException {
        List<DatagramChannel> all = new ArrayList<>();
        try {
            while (true) {
                all.add(DatagramChannel.open());
            }
        } catch (SocketException e) {
            return all; // there are too many
        }
    }
}

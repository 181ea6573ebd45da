package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TcpTransportTest extends StreamTransportContract {
    @Override
    StreamPeer listen() throws IOException {
        return StreamPeer.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), false);
    }

    @Override
    Transport to(StreamPeer server) throws IOException {
        return SelectorTransport.tcp(List.of("127.0.0.1"), server.port());
    }

    @Test
    void open_triesTheOtherHostsWhenOneIsUnknown() throws IOException {
        try (Transport several = SelectorTransport.tcp(List.of("unknown.invalid", "localhost"), peer.port())) {
            Connection connection = null;
            while (connection == null) {
                try {
                    connection = several.open(0);
                    if (connection == null) {
                        several.await(HOUR);
                    }
                } catch (IOException e) {
                    assertThat(several.hasOtherAddress()).isTrue();
                }
            }
            connection.close();
        }
    }
}

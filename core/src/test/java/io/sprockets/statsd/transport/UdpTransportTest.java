package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UdpTransportTest extends UdpTransportContract {
    @Override
    Optional<UdpDatagrams> sockets() {
        return Optional.empty();
    }

    @Test
    void several_areNotTaken() throws IOException {
        Connection connection = connect();
        assertThat(connection.several()).isNull();
        connection.close();
    }
}

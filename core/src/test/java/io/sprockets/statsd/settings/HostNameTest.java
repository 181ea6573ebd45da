package io.sprockets.statsd.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "localhost., true",
        "127.0.0.1, true",
        "127.9.8.7, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "localhost.example.com, false",
        "128.0.0.1, false",
        "::2, false",
        "127.example.com, false",
        "statsd, false"
    })
    void onlyWhatIsThisMachineByItsOwnWordsIsLoopback(String host, boolean loopback) {
        assertThat(HostName.isLoopback(HostName.checked("host", host))).isEqualTo(loopback);
    }
}

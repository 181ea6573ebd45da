package io.sprockets.statsd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoOptionsTest {
    @Test
    void options_areTheDefaultsWhenNothingIsSaid() {
        assertThat(DemoOptions.parse()).isEqualTo(DemoOptions.DEFAULT);
    }

    @Test
    void options_areTakenInAnyOrder() {
        DemoOptions options = DemoOptions.parse(
                "--port", "9125", "--protocol", "UDP", "--host", "statsd.example", "--seconds", "600");

        assertThat(options.seconds()).isEqualTo(600);
        assertThat(options.protocol()).isEqualTo(Protocol.UDP);
        assertThat(options.host()).contains("statsd.example");
        assertThat(options.port()).isEqualTo(9125);
        assertThat(options.help()).isFalse();
    }

    @Test
    void port_is8125WhenOnlyTheHostIsSaid() {
        assertThat(DemoOptions.parse("--host", "::1").port()).isEqualTo(8125);
    }

    @Test
    void watching_lastsUntilItIsEnded_unlessSecondsAreSaid() {
        assertThat(DemoOptions.parse("--watch").watch()).isTrue();
        assertThat(DemoOptions.parse("--watch").seconds()).isEqualTo(600);
        assertThat(DemoOptions.parse("--seconds", "7", "--watch").seconds()).isEqualTo(7);
    }

    @Test
    void help_isShownWhenAskedFor() {
        assertThat(DemoOptions.parse("--help").help()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "--seconds 0, --seconds 0 is not a number from 1 to 600",
        "--seconds 601, --seconds 601 is not a number from 1 to 600",
        "--seconds -1, --seconds -1 is not a number from 1 to 600",
        "--seconds 1.5, --seconds 1.5 is not a number from 1 to 600",
        "--seconds 99999999999, --seconds 99999999999 is not a number from 1 to 600",
        "--seconds, --seconds needs a value",
        "--seconds --help, --seconds needs a value",
        "--protocol smtp, --protocol smtp is neither tcp nor udp",
        "--host h --port 65536, --port 65536 is not a number from 1 to 65535",
        "--port 8125, --port needs --host",
        "--watch --host h, --watch and --host exclude each other; ./watch --forward has both",
        "--verbose, unknown option --verbose",
        "fast, unknown option fast",
    })
    void options_nameWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> DemoOptions.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}

package io.sprockets.statsd.watch.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimedCommandTest {
    @Test
    void aCommandHasTheLocaleThatTheScriptWasCalledWith() {
        assertThat(restored(Map.of("LC_ALL", "de_DE", "A", "b"))).isEqualTo(Map.of("LC_ALL", "de_DE", "A", "b"));
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "WATCH_LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C"));
        assertThat(restored(Map.of("LC_ALL", "C.UTF-8", "WATCH_LC_ALL", ""))).isEmpty();
    }

    private static Map<String, String> restored(Map<String, String> environment) {
        Map<String, String> restored = new HashMap<>(environment);
        TimedCommand.restoreLocale(restored);
        return restored;
    }
}

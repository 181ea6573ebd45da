package io.sprockets.statsd;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * The same calls for a fuzzer. Without {@code JAZZER_FUZZ=1} only an empty input is played, which shows that the target
 * runs.
 */
class JazzerTest {
    private static final List<Lab> LABS = Lab.all();

    @FuzzTest(maxDuration = "60s")
    void everyCallIsOneLineThatSaysTheSameOrOneDrop(FuzzedDataProvider data) {
        Round.play(new JazzerSource(data), LABS);
    }
}

package io.sprockets.statsd;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * The same calls for a fuzzer. Without {@code JAZZER_FUZZ=1} only the inputs that are kept beside this class are played.
 */
class JazzerTest {
    private static final List<Lab> LABS = Lab.all();

    @FuzzTest(maxDuration = "60s")
    void everyCallIsOneLineThatSaysTheSameOrOneDrop(FuzzedDataProvider data) {
        Round.play(new JazzerSource(data), LABS);
    }
}

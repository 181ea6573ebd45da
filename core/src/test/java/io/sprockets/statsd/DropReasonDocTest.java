package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that list the reasons of losses list all of them. */
class DropReasonDocTest {
    @ParameterizedTest
    @ValueSource(strings = {"failure-modes.md", "life-of-a-metric.md"})
    void everyReasonIsThere(String page) throws IOException {
        String text = Files.readString(Path.of("..", "docs", page));
        for (DropReason reason : DropReason.values()) {
            assertThat(text).as(page).contains("`" + reason + "`");
        }
    }
}

package io.sprockets.statsd.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What both registries send is the same, line by line, in each flavour; numbers are compared in the six decimals of
 * Micrometer's, tags in any order. What is meant to differ is in {@link DifferencesTest}.
 */
class SameLinesTest {
    static List<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        for (Flavor flavor : Flavor.values()) {
            for (Meters meters : Meters.values()) {
                all.add(Arguments.of(flavor, meters));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("all")
    void bothRegistriesSendTheSameLines(Flavor flavor, Meters meters) {
        Theirs theirs = new Theirs(flavor.theirs);
        meters.use(theirs.registry, theirs.clock);
        List<String> expected = flavor.normal(theirs.lines());
        try (Ours ours = new Ours(flavor.ours)) {
            meters.use(ours.registry, ours.clock);
            List<String> sent = flavor.normal(ours.lines());
            assertThat(sent).isNotEmpty().containsExactlyElementsOf(expected);
        }
    }
}

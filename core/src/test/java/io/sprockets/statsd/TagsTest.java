package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TagsTest {
    @Test
    void of_keepsTheOrderAndTheLaterValue() {
        assertThat(Tags.of("b", "1", "a", "2", "b", "3").asMap().toString()).isEqualTo("{b=3, a=2}");
    }

    @Test
    void of_copiesWhatItIsGiven() {
        String[] given = {"k", "v"};
        Tags tags = Tags.of(given);
        given[1] = "changed";
        assertThat(tags).isEqualTo(Tags.of("k", "v")).hasSameHashCodeAs(Tags.of("k", "v"));
        assertThatThrownBy(() -> tags.asMap().put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void of_refusesHalfATag() {
        assertThatThrownBy(() -> Tags.of("k")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tags.of("", "v")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tags.of("k", null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void and_putsTheOthersAfter() {
        assertThat(Tags.of("a", "1").and(Tags.of("b", "2", "a", "3")).asMap().toString())
                .isEqualTo("{a=3, b=2}");
    }
}

package io.sprockets.statsd.fold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may take how much of the memory for merged metrics. */
class BudgetTest {
    private final Budget budget = new Budget(800);

    @Test
    void take_takesAllThereIsAndNoMore() {
        assertThat(budget.take(799)).isTrue();
        assertThat(budget.take(2)).isFalse();
        assertThat(budget.take(1)).isTrue();
        assertThat(budget.used()).isEqualTo(800);
    }

    @Test
    void takeForSample_leavesAnEighthToSeries() {
        assertThat(budget.takeForSample(701)).isFalse();
        assertThat(budget.takeForSample(700)).isTrue();
        assertThat(budget.takeForSample(1)).isFalse();
        assertThat(budget.take(100)).isTrue();
    }

    @Test
    void takeForMember_takesAHalf() {
        assertThat(budget.takeForMember(401)).isFalse();
        assertThat(budget.takeForMember(400)).isTrue();
        assertThat(budget.takeForMember(1)).isFalse();
        assertThat(budget.take(400)).isTrue();
        assertThat(budget.used()).isEqualTo(800);
    }

    @Test
    void takeForMember_takesNothingWhereAllIsUsed() {
        budget.take(790);
        assertThat(budget.takeForMember(11)).isFalse();
        budget.give(790);

        assertThat(budget.takeForMember(400)).isTrue();
    }

    @Test
    void give_makesRoomForTheSameAgain() {
        budget.takeForMember(400);
        budget.giveMembers(300);
        assertThat(budget.used()).isEqualTo(100);
        assertThat(budget.takeForMember(301)).isFalse();
        assertThat(budget.takeForMember(300)).isTrue();

        budget.give(100);
        assertThat(budget.used()).isEqualTo(300);
    }
}

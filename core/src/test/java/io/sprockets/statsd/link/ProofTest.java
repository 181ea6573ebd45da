package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProofTest {
    private static final long SECOND = 1_000_000_000;

    private final Proof proof = new Proof();

    @Test
    void refused_makesProofTakeLongerThanTheRefusalTook() {
        proof.sent(0);
        proof.refused(SECOND / 2);
        assertThat(proof.isRefused()).isTrue();
        assertThat(proof.nanos()).isEqualTo(Proof.AFTER_REFUSAL + SECOND);
    }

    @Test
    void refused_takesNoPauseOfTheSenderForTheTimeThatARefusalTakes() {
        proof.sent(0);
        proof.refused(3_600 * SECOND);
        assertThat(proof.nanos()).isLessThanOrEqualTo(Proof.AFTER_REFUSAL + 2 * SECOND);
    }

    @Test
    void given_endsWhatARefusalBegan() {
        proof.sent(0);
        proof.refused(SECOND);
        proof.given();
        assertThat(proof.isRefused()).isFalse();
        assertThat(proof.nanos()).isEqualTo(State.SETTLE);
    }
}

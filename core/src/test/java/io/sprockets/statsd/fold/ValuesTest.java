package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers in their order, with one exponent or many. */
class ValuesTest {
    private final Values values = new Values();

    @Test
    void values_keepTheirOrder() {
        add(15, -1);
        add(25, -1);

        assertThat(written()).containsExactly("1.5", "2.5");
    }

    @Test
    void values_mayHaveExponentsOfTheirOwn() {
        add(15, -1);
        add(25, -1);
        add(3, 2);
        add(7, 0);
        add(4, -2);

        assertThat(written()).containsExactly("1.5", "2.5", "300", "7", "0.04");
    }

    @Test
    void set_changesOneAndNoOther() {
        add(1, 0);
        add(2, 0);
        add(3, 0);
        values.set(1, 25, -1);
        values.set(2, 4, 0);

        assertThat(written()).containsExactly("1", "2.5", "4");
    }

    @Test
    void set_givesAnOnlyValueItsExponent() {
        add(1, 0);
        values.set(0, 25, -1);

        assertThat(written()).containsExactly("2.5");
    }

    @Test
    void removeFirst_leavesTheOthers() {
        add(1, 0);
        add(2, 0);
        add(35, -1);
        values.removeFirst(1);
        assertThat(written()).containsExactly("2", "3.5");

        values.removeFirst(1);
        add(4, 0);
        assertThat(written()).containsExactly("3.5", "4");
    }

    @Test
    void grow_doublesUpToTheMost() {
        assertThat(values.isFull()).isTrue();
        assertThat(values.bytes()).isZero();
        assertThat(values.bytesToGrow(100)).isEqualTo(4 * 12);
        values.grow(100);
        assertThat(values.bytes()).isEqualTo(4 * 12);
        assertThat(values.isFull()).isFalse();

        for (int i = 0; i < 4; i++) {
            values.add(i, 0);
        }
        assertThat(values.isFull()).isTrue();
        assertThat(values.bytesToGrow(6)).isEqualTo(2 * 12);
        assertThat(values.bytesToGrow(100)).isEqualTo(4 * 12);
    }

    private void add(long number, int exponent) {
        if (values.isFull()) {
            values.grow(100);
        }
        values.add(number, exponent);
    }

    private List<String> written() {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            byte[] text = new byte[30];
            int length = values.write(i, text, 0);
            assertThat(values.length(i)).isEqualTo(length);
            written.add(new String(text, 0, length, US_ASCII));
        }
        return written;
    }
}

package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DatagramsTest {
    private final ByteBuffer memory = ByteBuffer.allocateDirect(1 << 16);
    private final ByteBuffer lines = US_ASCII.encode("aaaa\nbb\nccccc\n");

    @Test
    void add_fillsUpWithEmptyLinesAllButTheLast() {
        Datagrams datagrams = new Datagrams(memory, true);
        datagrams.clear();
        assertThat(datagrams.room(9)).isEqualTo(9);
        datagrams.add(lines, 0, 5);
        assertThat(datagrams.areSeveral()).isFalse();
        assertThat(datagrams.room(9)).isEqualTo(5);
        datagrams.add(lines, 5, 8);
        assertThat(datagrams.areSeveral()).isTrue();
        assertThat(text()).isEqualTo("aaaa\nbb\n");
        datagrams.add(lines, 0, 5);
        datagrams.add(lines, 5, 8);
        assertThat(text()).isEqualTo("aaaa\nbb\n\n\naaaa\nbb\n");
        assertThat(datagrams.size()).isEqualTo(5);
    }

    @Test
    void add_endsWithAShorterOneWhereEmptyLinesAreNotSkipped() {
        Datagrams datagrams = new Datagrams(memory, false);
        datagrams.clear();
        datagrams.add(lines, 0, 5);
        datagrams.add(lines, 0, 5);
        assertThat(datagrams.room(9)).isEqualTo(5);
        datagrams.add(lines, 5, 8);
        assertThat(datagrams.room(9)).isZero();
        assertThat(text()).isEqualTo("aaaa\naaaa\nbb\n");
        datagrams.clear();
        assertThat(datagrams.room(9)).isEqualTo(9);
    }

    @Test
    void room_isForNoMoreThanOneCallTakes() {
        Datagrams datagrams = new Datagrams(memory, true);
        datagrams.clear();
        int small = 0;
        for (; datagrams.room(9) > 0; small++) {
            datagrams.add(lines, 0, 5);
        }
        assertThat(small).isEqualTo(64);
        ByteBuffer large = ByteBuffer.allocate(1432);
        datagrams.clear();
        while (datagrams.room(1432) > 0) {
            datagrams.add(large, 0, 1432);
        }
        assertThat(memory.position()).isEqualTo(45 * 1432).isLessThanOrEqualTo(Datagrams.MOST_BYTES);
    }

    @Test
    void room_isGoneWhenMoreThanAnEighthWouldBeFilledIn() {
        Datagrams datagrams = new Datagrams(memory, true);
        datagrams.clear();
        add(datagrams, 1_400);
        add(datagrams, 1_050);
        assertThat(datagrams.room(1_432)).isEqualTo(1_400); // 350 of 2,800
        add(datagrams, 1_225);
        assertThat(datagrams.room(1_432)).isEqualTo(1_400); // 525 of 4,200
        add(datagrams, 1_224);
        assertThat(datagrams.room(1_432)).isZero(); // 701 of 5,600
        assertThat(memory.position()).isEqualTo(3 * 1_400 + 1_224);
        datagrams.clear();
        add(datagrams, 1_400);
        assertThat(datagrams.room(1_432)).isEqualTo(1_400);
        add(datagrams, 1_049);
        assertThat(datagrams.room(1_432)).isZero();
    }

    private static void add(Datagrams datagrams, int length) {
        datagrams.add(ByteBuffer.allocate(length), 0, length);
    }

    private String text() {
        return US_ASCII.decode(memory.duplicate().flip()).toString();
    }
}

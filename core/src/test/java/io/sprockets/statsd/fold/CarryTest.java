package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Fractions wait, but not for ever and not too many. */
class CarryTest {
    private final Carry carry = new Carry();
    private final SeriesTable table = new SeriesTable(2_000, 1432);

    @Test
    void due_isTheEldestAfterTenFlushes() {
        Account first = account(1);
        carry.add(first);
        carry.grow();
        carry.add(account(2));
        for (int i = 0; i < 8; i++) {
            carry.grow();
        }
        assertThat(carry.due(false)).isNull();

        carry.grow();
        assertThat(carry.due(false)).isSameAs(first);
        carry.remove(first);
        assertThat(carry.due(false)).isNull();
    }

    @Test
    void due_isEachAtTheEnd() {
        assertThat(carry.due(true)).isNull();
        Account first = account(1);
        carry.add(first);
        assertThat(carry.due(true)).isSameAs(first);
        assertThat(carry.isEmpty()).isFalse();
    }

    @Test
    void due_isTheEldestOfMoreThanAThousand() {
        Account first = account(0);
        carry.add(first);
        for (int i = 1; i < 1_000; i++) {
            carry.add(account(i));
        }
        assertThat(carry.due(false)).isNull();

        carry.add(account(1_000));
        assertThat(carry.due(false)).isSameAs(first);
    }

    @Test
    void clear_forgetsAll() {
        carry.add(account(1));
        carry.add(account(2));
        List<Account> seen = new ArrayList<>();
        carry.each(seen::add);
        assertThat(seen).hasSize(2);

        carry.clear();
        assertThat(carry.isEmpty()).isTrue();
    }

    private Account account(int number) {
        byte[] line = ("n" + number + ":0|c\n").getBytes(US_ASCII);
        Series series = Objects.requireNonNull(table.add(line, line.length - 4));
        return new CounterAccount(series, new Budget(1_000), true, table.values());
    }
}

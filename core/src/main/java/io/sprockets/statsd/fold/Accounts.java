package io.sprockets.statsd.fold;

import io.sprockets.statsd.series.Key;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The account of each series, found by its number or, if it has none, by its bytes; so a series has one account however
 * it was recorded. Only the sender thread uses it.
 */
final class Accounts {
    private static final int SPELLED_BYTES = 200; // that a series without a number takes beside its line

    private final FoldSettings settings;
    private final SeriesTable table;
    private final Budget budget;
    private final Key probe;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<Key, Account> spelled = new HashMap<>();
    private @Nullable Account[] numbered = {};

    Accounts(FoldSettings settings, SeriesTable table, Budget budget) {
        this.settings = settings;
        this.table = table;
        this.budget = budget;
        this.probe = table.probe();
    }

    /** The account of a series, which has a number; a new one if there is none, or null if there is no room for it. */
    @Nullable
    Account of(Series series) {
        int number = series.number();
        if (number >= numbered.length) {
            numbered = Arrays.copyOf(numbered, Math.max(number + 1, 2 * numbered.length));
        }
        Account known = numbered[number];
        if (known == null && !spelled.isEmpty()) {
            known = adopt(series);
        }
        return known == null && budget.take(Account.BYTES) ? open(series) : known;
    }

    /** The same for one of which something was added up, and which may have given up its number since. */
    @Nullable
    Account ofAdded(Series series) {
        if (series.isGivenUp()) {
            return of(series.line(), series.length(), series.valueAt());
        }
        table.use(series);
        return of(series);
    }

    /** Whether a series with a number has one. */
    boolean has(Series series) {
        return series.number() < numbered.length && numbered[series.number()] != null;
    }

    private Account open(Series series) {
        Account account = make(series);
        numbered[series.number()] = account;
        return account;
    }

    /** The account that a series has from the time when it had no number. */
    private @Nullable Account adopt(Series series) {
        Account account = spelled.remove(probe.read(series.line(), 0, series.length()));
        if (account != null) {
            budget.give(SPELLED_BYTES + series.length() - Account.BYTES);
            account.series = series;
            numbered[series.number()] = account;
        }
        return account;
    }

    /** The same for a series that is spelled out: a line with the value 0 at an index. */
    @Nullable
    Account of(byte[] line, int length, int valueAt) {
        Series series = table.find(probe.read(line, 0, length));
        if (series != null) {
            return of(series);
        }
        Account known = spelled.get(probe);
        return known == null && budget.take(SPELLED_BYTES + length) ? open(probe.copy(), valueAt) : known;
    }

    private Account open(Key key, int valueAt) {
        Account account = make(table.unnumbered(key, valueAt));
        spelled.put(key, account);
        return account;
    }

    /** Forgets an account. */
    void close(Account account) {
        account.free();
        Series series = account.series;
        if (series.number() >= 0) {
            numbered[series.number()] = null;
            budget.give(Account.BYTES);
        } else {
            spelled.remove(probe.read(series.line(), 0, series.length()));
            budget.give(SPELLED_BYTES + series.length());
        }
    }

    private Account make(Series series) {
        return switch (series.type()) {
            case COUNTER -> new CounterAccount(series, budget, settings.holdsFractions(), table.values());
            case GAUGE -> new GaugeAccount(series, budget, settings.syntax().signIsChange());
            case SET -> new SetAccount(series, budget, table.probe());
            case TIMER -> new TimerAccount(series, settings, budget, random);
            case OTHER -> throw new IllegalArgumentException("not a type that can be merged");
        };
    }
}

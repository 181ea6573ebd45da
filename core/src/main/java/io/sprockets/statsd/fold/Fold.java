package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.PlainNumber;
import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.series.Type;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Metrics merged by series, exactly, in memory that is bounded in bytes and does not grow with the number of metrics.
 * Only the sender thread uses it.
 */
public final class Fold implements Adder.Taker<Series> {
    /** What became of a metric that was to be merged. */
    public enum Outcome {
        MERGED,
        /** There is no room for it until something is written. */
        FULL,
        /** It is of no type, or has no value, that can be merged. */
        OTHER
    }

    private final FoldSettings settings;
    private final SeriesTable table;
    private final Ledger ledger;
    private final Budget budget;
    private final Accounts accounts;
    private final Deque<Account> active = new ArrayDeque<>(); // in the order in which they will be written
    private final Carry carry = new Carry();
    private long metrics; // inside
    private long lines; // that those inside need

    /** Makes an empty one that counts what it merges in a ledger. */
    public Fold(FoldSettings settings, SeriesTable table, Ledger ledger) {
        this.settings = settings;
        this.table = table;
        this.ledger = ledger;
        this.budget = new Budget(settings.bytes());
        this.accounts = new Accounts(settings, table, budget);
    }

    /**
     * Whether there is nothing to write.
     *
     * @param last whether fractions of counters are not left for another time
     */
    public boolean isEmpty(boolean last) {
        return active.isEmpty() && (!last || carry.isEmpty());
    }

    /** Metrics inside that will be lines of their own; the others are counted as folded. */
    public long held() {
        return lines;
    }

    /** Whether something of a series with a number is inside. */
    public boolean holds(Series series) {
        return accounts.has(series);
    }

    /** Bytes that what is inside takes, roughly. */
    public long bytes() {
        return budget.used();
    }

    /** Merges a number, or a change if it is one, of a series that has a number. */
    public Outcome number(Series series, boolean change, long significand, int exponent) {
        return merge(accounts.of(series), change, significand, exponent);
    }

    /** Merges a value of such a series that is a text. */
    public Outcome text(Series series, byte[] value, int from, int to) {
        return merge(accounts.of(series), value, from, to);
    }

    /** Merges a number of a series that is spelled out: a line with the value 0 at an index. */
    public Outcome number(byte[] line, int length, int valueAt, boolean change, long significand, int exponent) {
        if (Type.of(line, valueAt) == Type.OTHER) {
            return Outcome.OTHER;
        }
        return merge(accounts.of(line, length, valueAt), change, significand, exponent);
    }

    /** Merges a value of such a series that is a text. */
    public Outcome text(byte[] line, int length, int valueAt, byte[] value, int from, int to) {
        if (Type.of(line, valueAt) == Type.OTHER) {
            return Outcome.OTHER;
        }
        return merge(accounts.of(line, length, valueAt), value, from, to);
    }

    @Override
    public boolean add(Series series, long amount, long calls) {
        if (calls == 0 || !(accounts.ofAdded(series) instanceof CounterAccount account) || !admits(account)) {
            return false; // an amount whose call is not counted yet waits for that
        }
        long metricsBefore = account.metrics();
        long linesBefore = account.lines();
        return account.add(amount, 0, calls) && counted(account, metricsBefore, linesBefore);
    }

    /** Writes accounts, oldest first, while there is room. What is written is forgotten. */
    public void write(LineSink sink, boolean last) {
        Output output = new Output(sink, table.longestLine());
        while (output.hasRoom()) {
            Account old = carry.due(last);
            Account next = old == null ? active.peek() : old;
            if (next == null) {
                carry.grow();
                return;
            }
            write(next, output, last || old != null);
            if (next.lines() > 0 && !output.hasRoom()) {
                return; // the rest of it comes another time
            }
            leave(next, old == null);
        }
    }

    private void write(Account account, Output output, boolean last) {
        long metricsBefore = account.metrics();
        long linesBefore = account.lines();
        long written = output.lines();
        account.write(output, last);
        metrics += account.metrics() - metricsBefore;
        lines += account.lines() - linesBefore;
        ledger.add(Entry.FOLDED, linesBefore - (output.lines() - written) - account.lines());
    }

    private void leave(Account account, boolean wasActive) {
        if (wasActive) {
            active.remove();
            account.active = false;
        }
        if (account.lines() == 0) {
            carry.remove(account);
            accounts.close(account);
        } else {
            carry.add(account);
        }
    }

    /** Forgets everything inside. Returns the number of metrics. */
    public long discard() {
        long discarded = metrics;
        count(-metrics, -lines);
        active.forEach(accounts::close);
        active.clear();
        carry.each(accounts::close);
        carry.clear();
        return discarded;
    }

    /** Recounts what is inside, after an unexpected failure. */
    public void recount() {
        count(-metrics, -lines);
        active.forEach(account -> count(account.metrics(), account.lines()));
        carry.each(account -> count(account.metrics(), account.lines()));
    }

    private Outcome merge(@Nullable Account account, boolean change, long significand, int exponent) {
        if (!(account instanceof NumberAccount numbers) || !admits(account)) {
            return Outcome.FULL;
        }
        long metricsBefore = account.metrics();
        long linesBefore = account.lines();
        boolean added = numbers.add(change, significand, exponent);
        return added && counted(account, metricsBefore, linesBefore) ? Outcome.MERGED : refused(account);
    }

    private Outcome merge(@Nullable Account account, byte[] value, int from, int to) {
        if (account == null || !admits(account)) {
            return Outcome.FULL;
        }
        String text = account instanceof SetAccount ? "" : new String(value, from, to - from, US_ASCII);
        if (account instanceof NumberAccount && !PlainNumber.matches(text)) {
            refused(account);
            return Outcome.OTHER;
        }
        long metricsBefore = account.metrics();
        long linesBefore = account.lines();
        boolean added = account instanceof SetAccount set
                ? set.add(value, from, to)
                : account instanceof NumberAccount numbers && add(numbers, text);
        return added && counted(account, metricsBefore, linesBefore) ? Outcome.MERGED : refused(account);
    }

    private boolean add(NumberAccount account, String text) {
        boolean signed = text.charAt(0) == '+' || text.charAt(0) == '-';
        boolean change = signed && settings.syntax().signIsChange();
        BigDecimal number = new BigDecimal(text);
        boolean small = number.unscaledValue().bitLength() < Long.SIZE;
        return small
                ? account.add(change, number.unscaledValue().longValue(), -number.scale())
                : account.add(change, number);
    }

    /** Whether it is one of the series that are merged, or may become one. */
    private boolean admits(Account account) {
        if (account.active || active.size() < settings.maxSeries()) {
            return true;
        }
        refused(account);
        return false;
    }

    /** Forgets an account that was opened in vain. */
    private Outcome refused(Account account) {
        if (account.lines() == 0) {
            accounts.close(account);
        }
        return Outcome.FULL;
    }

    private boolean counted(Account account, long metricsBefore, long linesBefore) {
        count(account.metrics() - metricsBefore, account.lines() - linesBefore);
        if (!account.active) {
            account.active = true;
            active.add(account);
            carry.remove(account);
        }
        return true;
    }

    private void count(long moreMetrics, long moreLines) {
        metrics += moreMetrics;
        lines += moreLines;
        ledger.add(Entry.FOLDED, moreMetrics - moreLines);
    }
}

package io.sprockets.statsd.watch.store;

import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.ReceivedMetric;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of what came. Belongs to the server's thread, which is therefore never waited for: who wants to
 * know something has it asked on that thread, or reads the last {@link Snapshot}.
 */
public final class Store {
    private static final int MINUTE = 60;

    private final SeriesTable series;
    private final RecentLines recent;
    private final WrongLines wrong = new WrongLines();
    private final Clients clients = new Clients();
    private final History linesPerSecond = new History(0);
    private long second;
    private long lines;
    private long bytes;
    private long packets;
    private long events;
    private Totals before = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /**
     * An empty one.
     *
     * @param second that is under way, since 1970
     */
    public Store(Bounds bounds, long second) {
        this.series = new SeriesTable(bounds);
        this.recent = new RecentLines(bounds.lines());
        this.second = second;
    }

    // What comes.

    /** Bytes that were read. */
    public void read(Client client, long more) {
        client.read(more);
        bytes += more;
    }

    /** A datagram. */
    public void packet() {
        packets++;
    }

    /** Takes a line of a known shape; null if it must be parsed. */
    public @Nullable LineType known(Client client, byte[] line, int from, int to) {
        Series known = series.add(line, from, to);
        return known == null ? null : good(client, line, from, to, known.id.type());
    }

    /** A line of one or more metrics. */
    public LineType metrics(Client client, List<ReceivedMetric> metrics, byte[] line, int from, int to) {
        if (metrics.size() == 1) {
            series.add(metrics.get(0), line, from, to, second);
        } else {
            metrics.forEach(metric -> series.add(metric, second));
        }
        return good(client, line, from, to, LineType.of(metrics.get(0).type()));
    }

    /** A line of which only some metrics are good. */
    public LineType partlyWrong(
            Client client, List<ReceivedMetric> good, byte[] line, int from, int to, String reason, long millis) {
        good.forEach(metric -> series.add(metric, second));
        return wrong(client, line, from, to, reason, millis);
    }

    /** An event or a check. */
    public LineType event(Client client, LineType type, byte[] line, int from, int to) {
        events++;
        return good(client, line, from, to, type);
    }

    private LineType good(Client client, byte[] line, int from, int to, LineType type) {
        lines++;
        client.line(true);
        recent.add(line, from, to, type);
        return type;
    }

    /** A line that is wrong. */
    public LineType wrong(Client client, byte[] line, int from, int to, String reason, long millis) {
        lines++;
        client.line(false);
        recent.add(line, from, to, LineType.WRONG);
        wrong.add(line, from, to, reason, client.peer(), millis);
        return LineType.WRONG;
    }

    /** What happened to a connection. */
    public void connection(ConnectionEvent event, String peer, long millis) {
        clients.connection(event, peer, millis);
    }

    /** An open connection. */
    public Client connected(long number) {
        return clients.connected(number);
    }

    /** The sender of datagrams from an address. */
    public Client sender(SocketAddress address, long millis) {
        return clients.sender(address, millis);
    }

    /** Where lines come from that come by no socket. */
    public Client local(String name) {
        return clients.local(name);
    }

    // What is asked.

    /**
     * Ends the second that is under way, and all before it that were left out.
     *
     * @param ended the second that has ended, since 1970
     */
    public Snapshot endSecond(long ended) {
        series.endSecond(ended);
        clients.endSecond();
        linesPerSecond.put(ended, 0, (double) (lines - before.lines()));
        second = ended + 1;
        Totals now = totals();
        before = now;
        List<Row> rows = new ArrayList<>();
        series.all().forEach(each -> rows.add(each.row(ended)));
        return new Snapshot(
                ended,
                now,
                linesPerSecond.last(MINUTE, ended, 0),
                rows,
                clients.views(),
                clients.open(),
                wrong.newest());
    }

    private Totals totals() {
        return new Totals(
                lines,
                bytes,
                wrong.count(),
                packets,
                events,
                series.beyond(),
                lines - before.lines(),
                bytes - before.bytes(),
                wrong.count() - before.wrong());
    }

    /** All lines so far. */
    public long lines() {
        return lines;
    }

    /** Lines from a number on, or from the oldest one that is kept, but at most this many of them. */
    public LinesView lines(long from, int most) {
        return recent.from(from, most);
    }

    /** The sparklines of some series; empty where there is none any more. */
    public List<Curve> sparks(List<Integer> numbers, int seconds) {
        List<Curve> sparks = new ArrayList<>(numbers.size());
        for (int number : numbers) {
            Series found = series.numbered(number);
            sparks.add(found == null ? Curve.NONE : found.spark(seconds, second - 1));
        }
        return sparks;
    }

    /** The last seconds of a series; {@link Points#NONE} if there is none with this number any more. */
    public Points points(int number, int seconds) {
        Series found = series.numbered(number);
        return found == null ? Points.NONE : Points.of(found, Math.min(seconds, History.SECONDS), second - 1);
    }
}

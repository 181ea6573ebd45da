package io.sprockets.statsd.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one server and waits for what happens to them. Nothing here blocks but {@link #await}. One
 * thread uses it; any thread may wake it.
 */
public interface Transport extends AutoCloseable {
    /**
     * Bytes in a datagram that every network takes: the 576 that IPv4 guarantees, less its longest header and UDP's.
     */
    int SAFE_PACKET_BYTES = 508;

    /** Nanoseconds after which a lookup without an answer counts as failed. */
    long LOOKUP_PATIENCE = 5_000_000_000L;

    /**
     * Begins a connection to the server's next address. The addresses of one lookup are tried one by one, in random
     * order; when none is left, or after {@link #settled}, the next call looks up again. Of several hosts, each gets
     * its turn.
     *
     * @return the connection, or null while a name is being looked up: {@link #await} returns when that is over, and
     *     after {@link #LOOKUP_PATIENCE} the next call throws
     * @throws IOException if a name has no address or the connection is refused at once
     */
    @Nullable
    Connection open(long now) throws IOException;

    /**
     * Says that the connection opened last is the one in use: no other address of that lookup will be tried. It need
     * not be said of one by {@link #openBeside}.
     */
    void settled();

    /**
     * Begins another connection to the address in use, without a lookup.
     *
     * @throws IOException if it is refused at once, or no address was ever in use
     */
    Connection openBeside() throws IOException;

    /** Whether {@link #open} has another address or another host to try, so that there is nothing to wait for. */
    boolean hasOtherAddress();

    /** Whether the connection in use has had its time and {@link #open} is to replace it. Always false for a stream. */
    boolean isStale(long now);

    /** Whether each send is a datagram. */
    boolean sendsDatagrams();

    /** The most bytes that one send takes; lines are packed up to it. */
    int packetBytes();

    /** Whether a refusal is reported only after a packet was sent. */
    boolean refusesLate();

    /** Waits until a connection has something to say, {@link #wakeup} is called, or the time is over. */
    void await(long nanos) throws IOException;

    /** Ends a wait, the current one or the next one. Any thread may call it. */
    void wakeup();

    /** Frees what is left. Connections are closed by their owner before. */
    @Override
    void close();
}

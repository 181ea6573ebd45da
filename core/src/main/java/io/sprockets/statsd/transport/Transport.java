package io.sprockets.statsd.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to one server and waits for what happens to them. Nothing here blocks but {@link #await}. One
 * thread uses it; any thread may wake it.
 */
public interface Transport extends AutoCloseable {
    /**
     * Begins a connection to the server's next address.
     *
     * @return the connection, or null while the server's name is being looked up
     * @throws IOException if the name has no address or the connection is refused at once
     */
    @Nullable
    Connection open() throws IOException;

    /** Whether the server has an address that was not tried since its name was looked up. */
    boolean hasOtherAddress();

    /** Whether the server's name stands for other addresses than the one in use; then that is to be left. */
    boolean hasMoved(long now);

    /** The most bytes that one send takes; lines are packed up to it. */
    int packetBytes();

    /** Whether one learns only after a packet was sent that nobody wanted it. */
    boolean refusesLate();

    /** Waits until a connection has something to say, {@link #wakeup} is called, or the time is over. */
    void await(long nanos) throws IOException;

    /** Ends a wait, the current one or the next one. Any thread may call it. */
    void wakeup();

    /** Frees what is left. Connections are closed by their owner before. */
    @Override
    void close();
}

package io.sprockets.statsd.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One connection, from the first attempt to its end. Nothing here blocks. One thread uses it. */
public interface Connection extends AutoCloseable {
    /**
     * Whether the peer's system has answered, so that the time it took was a round trip. What has to be agreed on
     * before the connection is established may take much longer.
     *
     * @throws IOException if the attempt has failed
     */
    default boolean isReached() throws IOException {
        return isEstablished();
    }

    /**
     * Whether it is established.
     *
     * @throws IOException if the attempt has failed
     */
    boolean isEstablished() throws IOException;

    /**
     * Whether the peer has closed it. What the peer sends is read and forgotten.
     *
     * @throws IOException if it broke
     */
    boolean isEnded() throws IOException;

    /**
     * Hands whole lines to the kernel, as many bytes as it takes now; of a datagram or a frame all or none. What was
     * not taken has to be offered again first.
     *
     * <p>On a stream, any failure is the end of the connection. A datagram that fails was not sent, but there may be
     * three reasons, and systems do not distinguish the last two: nothing listens, the host's network is in trouble
     * (which an earlier datagram may have found out), or this datagram is too long. A connection that was just opened
     * knows of no earlier one. So if a datagram fails there again, the caller may offer fewer of its lines; but no
     * network is too narrow for {@link Transport#SAFE_PACKET_BYTES}.
     *
     * @return whether everything was taken; if not, {@link Transport#await} returns when there is room again
     * @throws java.net.PortUnreachableException if nothing listens, as an earlier datagram or this one has shown
     * @throws IOException for any other reason
     */
    boolean send(ByteBuffer lines) throws IOException;

    /**
     * Where packets are put together that {@link #sendSeveral} hands over; null if a call takes one. Once a call has
     * failed because there were several it is null.
     */
    default @Nullable Datagrams several() {
        return null;
    }

    /**
     * Hands over what is in {@link #several}, all or none, as {@link #send} does with one packet. Who finds that it
     * fails should offer the first of them alone.
     *
     * @return whether everything was taken
     */
    default boolean sendSeveral() throws IOException {
        throw new IllegalStateException("a call takes one packet");
    }

    /**
     * Whether the peer's system has what was handed over, but for two kilobytes at the most; also if that cannot be
     * known.
     *
     * @throws IOException if it broke
     */
    default boolean hasArrived() throws IOException {
        return true;
    }

    /**
     * Says that nothing more will be sent. A peer that has read everything then ends the connection.
     *
     * @return whether the peer will answer so
     */
    boolean finish() throws IOException;

    /** Closes it without waiting; no reset is sent to a peer that reads. */
    @Override
    void close();
}

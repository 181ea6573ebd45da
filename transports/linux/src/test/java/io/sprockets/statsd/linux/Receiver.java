package io.sprockets.statsd.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.unixgram.Inlet;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Unix datagram socket that receives, without waiting. */
final class Receiver implements Inlet {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MOST_BYTES = 1 << 20;
    private static final int ADDRESS_BYTES = 110;
    private static final MethodHandle BIND = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("bind").orElseThrow(),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment reason = arena.allocate(Libc.reason());
    private final MemorySegment bytes = arena.allocate(MOST_BYTES);
    private final int fd = Libc.socket(reason, AF_UNIX, SOCK_DGRAM, 0);

    /** Binds it; the path must be free. */
    Receiver(Path path) throws IOException {
        byte[] name = path.toString().getBytes(UTF_8);
        MemorySegment address = arena.allocate(ADDRESS_BYTES, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(name, 0, address, JAVA_BYTE, Short.BYTES, name.length);
        try {
            if ((int) BIND.invokeExact(fd, address, ADDRESS_BYTES) < 0) {
                throw new IOException("cannot bind " + path);
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public @Nullable String receive() {
        if (!arena.scope().isAlive()) {
            return null;
        }
        long read = Libc.recv(reason, fd, bytes, MOST_BYTES, MSG_DONTWAIT);
        return read < 0 ? null : new String(bytes.asSlice(0, read).toArray(JAVA_BYTE), UTF_8);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            Libc.close(fd);
            arena.close();
        }
    }
}

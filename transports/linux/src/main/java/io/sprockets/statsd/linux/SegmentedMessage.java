package io.sprockets.statsd.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/**
 * What {@code sendmsg} is given for several datagrams: where their bytes are, and how many each of them has. One thread
 * uses it at a time.
 */
final class SegmentedMessage {
    /** struct iovec. */
    private static final StructLayout VECTOR =
            MemoryLayout.structLayout(ADDRESS.withName("base"), JAVA_LONG.withName("length"));

    /** struct cmsghdr with a short behind it, and what aligns the next one. */
    private static final StructLayout CONTROL = MemoryLayout.structLayout(
            JAVA_LONG.withName("length"),
            JAVA_INT.withName("level"),
            JAVA_INT.withName("type"),
            JAVA_SHORT.withName("size"),
            MemoryLayout.paddingLayout(6));

    /** struct msghdr of a 64-bit system. */
    private static final StructLayout HEADER = MemoryLayout.structLayout(
            ADDRESS.withName("name"),
            JAVA_INT.withName("nameLength"),
            MemoryLayout.paddingLayout(4),
            ADDRESS.withName("vectors"),
            JAVA_LONG.withName("vectorCount"),
            ADDRESS.withName("control"),
            JAVA_LONG.withName("controlLength"),
            JAVA_INT.withName("flags"),
            MemoryLayout.paddingLayout(4));

    private static final long CONTROL_LENGTH = 18; // up to the end of the short
    private static final VarHandle LENGTH = VECTOR.varHandle(PathElement.groupElement("length"));
    private static final VarHandle SIZE = CONTROL.varHandle(PathElement.groupElement("size"));

    private final MemorySegment vector;
    private final MemorySegment control;
    private final MemorySegment header;

    /** A message of these bytes, which is allocated like them. */
    SegmentedMessage(MemorySegment bytes, SegmentAllocator memory) {
        vector = memory.allocate(VECTOR);
        control = memory.allocate(CONTROL);
        header = memory.allocate(HEADER);
        vector.set(ADDRESS, 0, bytes);
        set(control, CONTROL, "length", CONTROL_LENGTH);
        set(control, CONTROL, "level", UdpSegment.SOL_UDP);
        set(control, CONTROL, "type", UdpSegment.UDP_SEGMENT);
        set(header, HEADER, "vectors", vector);
        set(header, HEADER, "vectorCount", 1L);
        set(header, HEADER, "control", control);
        set(header, HEADER, "controlLength", CONTROL.byteSize());
    }

    /** The message for so many bytes in datagrams of that size. */
    MemorySegment of(int length, int size) {
        LENGTH.set(vector, 0L, (long) length);
        SIZE.set(control, 0L, (short) size);
        return header;
    }

    private static void set(MemorySegment struct, StructLayout layout, String field, Object value) {
        layout.varHandle(PathElement.groupElement(field)).set(struct, 0L, value);
    }
}

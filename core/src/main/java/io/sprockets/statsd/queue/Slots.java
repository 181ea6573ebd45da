package io.sprockets.statsd.queue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** How the ring of a queue is laid out: slots of two words. */
final class Slots {
    static final int WORD_BYTES = 8;

    /** Bytes of a slot. */
    static final int BYTES = 2 * WORD_BYTES;

    /** The words of a ring, as memory that several threads see. */
    static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private Slots() {}
}

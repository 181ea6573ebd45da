package io.sprockets.statsd.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A selector for a few channels, by {@code poll}. It owns the memory that they use, which is there before the first of
 * them. One thread selects, registers and closes; any thread may wake it.
 */
final class PollSelector extends AbstractSelector {
    private static final short POLLIN = 1;
    private static final int ENTRY = 8; // bytes: a descriptor, what to wait for, what has come
    private static final int EVENTS = 4;
    private static final int CAME = 6;
    private static final int FEW = 8;

    private final Memory memory = new Memory();
    private final Waker waker;
    private final List<PollKey> keys = new ArrayList<>();
    private final Set<SelectionKey> selected = new HashSet<>();
    private MemorySegment entries; // the first is the waker's
    private int room = FEW;

    PollSelector() throws IOException {
        super(SelectorProvider.provider());
        try {
            entries = memory.more((long) FEW * ENTRY);
            waker = new Waker(memory);
        } catch (Throwable e) {
            memory.close();
            throw e;
        }
    }

    Memory memory() {
        return memory;
    }

    @Override
    public Set<SelectionKey> keys() {
        checkOpen();
        return Collections.unmodifiableSet(new HashSet<>(keys));
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        checkOpen();
        return selected;
    }

    @Override
    public int selectNow() throws IOException {
        return poll(0);
    }

    @Override
    public int select() throws IOException {
        return poll(-1);
    }

    @Override
    public int select(long millis) throws IOException {
        return poll(millis == 0 ? -1 : (int) Math.min(millis, TimeUnit.DAYS.toMillis(1)));
    }

    @Override
    public Selector wakeup() {
        waker.wake();
        return this;
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        if (!(channel instanceof LinuxChannel datagrams)) {
            throw new IllegalSelectorException();
        }
        PollKey key = new PollKey(this, datagrams, ops);
        key.attach(attachment);
        keys.add(key);
        datagrams.use(memory);
        return key;
    }

    @Override
    protected void implCloseSelector() {
        forgetCancelled();
        for (PollKey key : keys) {
            deregister(key);
        }
        keys.clear();
        selected.clear();
        waker.close();
        memory.close();
    }

    private int poll(int millis) throws IOException {
        checkOpen();
        forgetCancelled();
        int count = fill();
        int result;
        begin(); // an interrupt wakes it
        try {
            result = Libc.poll(memory.reason, entries, count, millis);
        } finally {
            end();
        }
        if (result < 0 && memory.errno() != Errno.EINTR) {
            throw Errno.of(memory.errno());
        }
        return result <= 0 ? 0 : ready();
    }

    private int fill() {
        int count = keys.size() + 1;
        if (count > room) {
            room = 2 * count;
            entries = memory.more((long) room * ENTRY);
        }
        put(0, waker.fd(), POLLIN);
        for (int i = 1; i < count; i++) {
            PollKey key = keys.get(i - 1);
            put(i, key.fd(), key.events());
        }
        return count;
    }

    private int ready() {
        if (came(0) != 0) {
            waker.calm();
        }
        int updated = 0;
        for (int i = 0; i < keys.size(); i++) {
            PollKey key = keys.get(i);
            if (key.came(came(i + 1)) && selected.add(key)) {
                updated++;
            }
        }
        return updated;
    }

    private void put(int index, int fd, short events) {
        long at = (long) index * ENTRY;
        entries.set(ValueLayout.JAVA_INT, at, fd);
        entries.set(ValueLayout.JAVA_SHORT, at + EVENTS, events);
        entries.set(ValueLayout.JAVA_SHORT, at + CAME, (short) 0);
    }

    private short came(int index) {
        return entries.get(ValueLayout.JAVA_SHORT, (long) index * ENTRY + CAME);
    }

    private void forgetCancelled() {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            if (cancelled.isEmpty()) {
                return; // as in nearly every round, which is to allocate nothing
            }
            for (SelectionKey key : cancelled) {
                keys.remove(key);
                selected.remove(key);
                deregister((PollKey) key);
            }
            cancelled.clear();
        }
    }

    private void checkOpen() {
        if (!isOpen()) {
            throw new ClosedSelectorException();
        }
    }
}

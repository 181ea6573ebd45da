package io.sprockets.statsd.linux;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectionKey;

/** A channel of a selector. Any thread may ask it. */
final class PollKey extends AbstractSelectionKey {
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;

    private final Selector selector;
    private final LinuxChannel channel;
    private volatile int interest;
    private volatile int ready;

    PollKey(Selector selector, LinuxChannel channel, int interest) {
        this.selector = selector;
        this.channel = channel;
        this.interest = interest;
    }

    @Override
    public SelectableChannel channel() {
        return channel;
    }

    @Override
    public Selector selector() {
        return selector;
    }

    @Override
    public int interestOps() {
        check();
        return interest;
    }

    @Override
    public SelectionKey interestOps(int ops) {
        check();
        if ((ops & ~channel.validOps()) != 0) {
            throw new IllegalArgumentException("operations " + ops);
        }
        interest = ops;
        return this;
    }

    @Override
    public int readyOps() {
        check();
        return ready;
    }

    int fd() {
        return channel.fd();
    }

    /** What is to be waited for. */
    short events() {
        int ops = interest;
        return (short) (((ops & OP_READ) == 0 ? 0 : POLLIN) | ((ops & OP_WRITE) == 0 ? 0 : POLLOUT));
    }

    /** Says what has come. An error or an end makes it ready for all that is waited for. */
    boolean came(short events) {
        int other = events & ~(POLLIN | POLLOUT);
        int ops = ((events & POLLIN) == 0 ? 0 : OP_READ) | ((events & POLLOUT) == 0 ? 0 : OP_WRITE);
        ready = (other == 0 ? ops : OP_READ | OP_WRITE) & interest;
        return ready != 0;
    }

    private void check() {
        if (!isValid()) {
            throw new CancelledKeyException();
        }
    }
}

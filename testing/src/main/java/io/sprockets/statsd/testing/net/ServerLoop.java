package io.sprockets.statsd.testing.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The one thread of a server: waits until a channel is ready or a command is there. Commands run between two reads, and
 * what they closed is closed when {@link #call} returns.
 */
public final class ServerLoop {

    /** Something to do on the server's thread. */
    public interface Command {
        void run() throws IOException;
    }

    private record Call(Command command, CompletableFuture<Boolean> done) {}

    private final Selector selector;
    private final Sockets sockets;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private boolean closing; // only the thread itself touches it
    private volatile boolean ended;

    /** Listens, and starts the thread. */
    public ServerLoop(Listening listening, Reading reading, Receiver receiver) throws IOException {
        this.selector = Selector.open();
        try {
            this.sockets = new Sockets(listening, reading, selector, receiver);
        } catch (IOException | RuntimeException failed) {
            selector.close();
            throw failed;
        }
        this.thread = new Thread(this::run, "statsd-server-" + sockets.port());
        thread.setDaemon(true);
        thread.start();
    }

    /** What commands are about. */
    public Sockets sockets() {
        return sockets;
    }

    /** Runs the command on the server's thread and waits for it; false when the server is closed. */
    public boolean call(Command command) {
        Call call = new Call(command, new CompletableFuture<>());
        calls.add(call);
        if (ended) {
            failRemaining(); // the thread may have ended before it could see this call
        }
        selector.wakeup();
        try {
            return call.done().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw failed;
        }
    }

    /** Closes everything; the thread has ended when it returns. An interrupt is kept for later. */
    public void close() {
        call(() -> closing = true);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                selector.select();
                runCalls();
                runReady();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            end();
        }
    }

    private void runCalls() throws IOException {
        for (Call call = calls.poll(); call != null; call = calls.poll()) {
            try {
                call.command().run();
                selector.selectNow(); // a registered channel is really closed only by the selector
                call.done().complete(true);
            } catch (IOException | RuntimeException failed) {
                call.done().completeExceptionally(failed);
            }
        }
    }

    private void runReady() {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            try {
                if (key.isValid()) {
                    ((Sockets.Ready) key.attachment()).run();
                }
            } catch (IOException clientIsGone) {
                // An accept or a datagram that failed concerns one client only; the server goes on.
            }
        }
    }

    private void end() {
        ended = true;
        failRemaining();
        try {
            sockets.stop();
            selector.close();
        } catch (IOException nothingToDo) {
            // the thread ends anyway
        }
    }

    private void failRemaining() {
        for (Call call = calls.poll(); call != null; call = calls.poll()) {
            call.done().complete(false);
        }
    }
}

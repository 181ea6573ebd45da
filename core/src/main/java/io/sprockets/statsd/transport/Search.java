package io.sprockets.statsd.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One lookup of a name, on a short-lived daemon thread, because it can take many seconds and the sender must go on
 * draining. The thread inherits nothing from its creator. An exception of the resolver is a result too.
 */
final class Search implements Runnable {
    private final String host;
    private final Lookup lookup;
    private final Runnable wake;
    private @Nullable List<InetAddress> found;
    private @Nullable Throwable failure;
    private volatile boolean done; // written last, read first

    private Search(String host, Lookup lookup, Runnable wake) {
        this.host = host;
        this.lookup = lookup;
        this.wake = wake;
    }

    /** Begins one. */
    static Search start(String host, Lookup lookup, Runnable wake) {
        Search search = new Search(host, lookup, wake);
        Detached.thread("statsd-lookup", search).start();
        return search;
    }

    @Override
    public void run() {
        try {
            found = lookup.addresses(host);
        } catch (Throwable e) {
            failure = e;
        }
        done = true;
        wake.run();
    }

    boolean isDone() {
        return done;
    }

    /** What was found, when it is done: at least one address. */
    List<InetAddress> result() throws UnknownHostException {
        if (found == null || found.isEmpty()) {
            throw failure instanceof UnknownHostException known ? known : unknown(host, failure);
        }
        return found;
    }

    /** That a name was not found for a reason that is no answer of the resolver. */
    static UnknownHostException unknown(String host, @Nullable Throwable cause) {
        UnknownHostException e = new UnknownHostException(cause == null ? host : host + ": " + cause);
        e.initCause(cause);
        return e;
    }
}

package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** The JDK's own server: it reads all that it gets, and ends a connection that the client has half-closed. */
public final class TlsServer implements AutoCloseable {
    // Below the ports that the system gives to outgoing connections: no connection may take one while it is closed.
    private static final int LOWEST_FREE = 20_000;
    private static final int FREE_PORTS = 12_000;

    private final SSLServerSocket server;
    private final Thread acceptor;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final List<SSLSocket> accepted = new CopyOnWriteArrayList<>();
    private final List<Long> sessions = new CopyOnWriteArrayList<>(); // when they were made
    private final List<String> clients = new CopyOnWriteArrayList<>(); // whose certificates they have shown

    /** @param port 0 for a free one */
    public TlsServer(SSLContext context, String protocol, int port) throws IOException {
        this(context, protocol, port, false);
    }

    /** One that serves only clients with a certificate which it trusts. */
    public static TlsServer wantingCertificates(SSLContext context, String protocol) throws IOException {
        return new TlsServer(context, protocol, 0, true);
    }

    private TlsServer(SSLContext context, String protocol, int port, boolean wantsCertificates) throws IOException {
        server = port == 0 ? listenAnywhere(context) : listen(context, port);
        server.setEnabledProtocols(new String[] {protocol});
        server.setNeedClientAuth(wantsCertificates);
        acceptor = start(this::accept);
    }

    private static SSLServerSocket listenAnywhere(SSLContext context) throws IOException {
        while (true) {
            try {
                return listen(context, LOWEST_FREE + ThreadLocalRandom.current().nextInt(FREE_PORTS));
            } catch (BindException taken) {
                // another one is free
            }
        }
    }

    private static SSLServerSocket listen(SSLContext context, int port) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Long> sessions() {
        return sessions;
    }

    /** The subjects of the certificates of those from whom it has read. */
    public List<String> clients() {
        return clients;
    }

    /** How many connections it has accepted. */
    public int accepted() {
        return accepted.size();
    }

    public String received() {
        synchronized (received) {
            return received.toString(UTF_8);
        }
    }

    /** Ends all connections. What it has not read by then is lost, and what it reads is received. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join(); // until then the system has the port in use
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SSLSocket socket : accepted) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                accepted.add(socket);
                start(() -> read(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void read(SSLSocket socket) {
        byte[] bytes = new byte[1 << 16];
        try (socket) {
            for (int read = socket.getInputStream().read(bytes);
                    read >= 0;
                    read = socket.getInputStream().read(bytes)) {
                synchronized (received) {
                    received.write(bytes, 0, read);
                }
                SSLSession session = socket.getSession();
                sessions.add(session.getCreationTime());
                if (server.getNeedClientAuth()) {
                    clients.add(session.getPeerPrincipal().getName());
                }
            }
        } catch (IOException e) {
            // the client has refused us, or is gone
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}

package io.sprockets.statsd.linux;

import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.SocketException;

/** Why a system call failed; the numbers are the same on x86-64 and aarch64. */
final class Errno {
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    private static final int EPERM = 1;
    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int EMFILE = 24;
    private static final int EMSGSIZE = 90;
    private static final int EPROTOTYPE = 91;
    private static final int ENETUNREACH = 101;
    private static final int ENOBUFS = 105;
    private static final int ECONNRESET = 104;
    private static final int ENOTCONN = 107;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private Errno() {}

    /** Whether nobody has the socket open any more. */
    static boolean isRefusal(int errno) {
        return errno == ECONNREFUSED || errno == ECONNRESET || errno == ENOTCONN;
    }

    /** Whether it may be why several datagrams are refused at once, and one would be taken. */
    static boolean isOfSeveral(int errno) {
        return errno == EINVAL || errno == EIO || errno == EMSGSIZE;
    }

    static SocketException ofConnect(int errno) {
        return errno == ECONNREFUSED ? new ConnectException(text(errno)) : new SocketException(text(errno));
    }

    static SocketException of(int errno) {
        return isRefusal(errno) ? new PortUnreachableException(text(errno)) : new SocketException(text(errno));
    }

    static SocketException tooLong() {
        return of(EMSGSIZE);
    }

    static String text(int errno) {
        return switch (errno) {
            case EPERM -> "Operation not permitted";
            case EIO -> "Input/output error";
            case EINVAL -> "Invalid argument";
            case EMFILE -> "Too many open files";
            case ENETUNREACH -> "Network is unreachable";
            case EHOSTUNREACH -> "No route to host";
            case ENOENT -> "No such file or directory";
            case EACCES -> "Permission denied";
            case EPROTOTYPE -> "Protocol wrong type for socket";
            case EMSGSIZE -> "Message too long";
            case ENOBUFS -> "No buffer space available";
            case ECONNRESET -> "Connection reset by peer";
            case ENOTCONN -> "Transport endpoint is not connected";
            case ECONNREFUSED -> "Connection refused";
            default -> "errno " + errno;
        };
    }
}

package io.sprockets.statsd.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The system calls, linked. Nothing is kept of an attempt that failed, so another one may be made when what was short
 * is there again. Any thread may use it.
 */
final class Linkage {
    private static final String LIBRARY = "libc.so.6";
    private static volatile @Nullable Linkage made;

    final StructLayout state = Linker.Option.captureStateLayout();
    final VarHandle errno = state.varHandle(PathElement.groupElement("errno"));
    private final Linker linker = Linker.nativeLinker();
    private final Map<String, MethodHandle> calls = new HashMap<>();

    private Linkage() {
        link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
        link("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        link("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        link("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
        link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
        link("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        link("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        link("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
        link("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
        link("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
        calls.put("close", linker.downcallHandle(address("close"), FunctionDescriptor.ofVoid(JAVA_INT)));
    }

    /**
     * Links them, unless that has been done.
     *
     * @throws IllegalCallerException if native access is denied
     * @throws UnsatisfiedLinkError if the system lacks one of them
     */
    static synchronized Linkage get() {
        Linkage linkage = made;
        if (linkage == null) {
            linkage = new Linkage();
            made = linkage;
        }
        return linkage;
    }

    /** A call by its name. */
    MethodHandle call(String name) {
        return Objects.requireNonNull(calls.get(name));
    }

    private void link(String name, MemoryLayout result, MemoryLayout... parameters) {
        FunctionDescriptor function = FunctionDescriptor.of(result, parameters);
        calls.put(name, linker.downcallHandle(address(name), function, Linker.Option.captureCallState("errno")));
    }

    /** The JDK's own lookup opens a file once; if that has failed, it never finds anything. */
    private MemorySegment address(String name) {
        return linker.defaultLookup()
                .find(name)
                .or(() -> SymbolLookup.libraryLookup(LIBRARY, Arena.global()).find(name)) // it is loaded already
                .orElseThrow(() -> new UnsatisfiedLinkError(name));
    }
}

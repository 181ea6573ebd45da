package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Java in a text: compiled as it is, all at once, and then run piece by piece. */
final class SourceTexts {
    private static final String HEAD = """
            import io.sprockets.statsd.*;
            import java.nio.file.Path;
            import java.time.*;
            import java.util.Map;
            import java.util.concurrent.*;

            public final class Texts {
                static void doSomething() {}
            """;

    private final Map<String, String> methods = new LinkedHashMap<>();

    /** Adds statements that know of a {@code connector}, which is also their {@code statsd}. */
    void statements(String text) {
        add(
                text,
                "public static Object m%d(StatsdConnector connector, Statsd statsd) throws Exception { %s; return null; }");
    }

    /** Adds an expression that makes an object. */
    void expression(String text) {
        add(text, "public static Object m%d(StatsdConnector none, Statsd nothing) throws Exception { return %s; }");
    }

    private void add(String text, String method) {
        methods.putIfAbsent(text, method.formatted(methods.size(), text));
    }

    /** All of them, ready to run. */
    interface Compiled {
        /** Runs one with a {@code statsd}. */
        Object run(String text, StatsdConnector statsd) throws Exception;
    }

    /** Compiles them against the classes under test; an error says what javac says. */
    Compiled compile(Path folder) throws IOException, ReflectiveOperationException {
        Path source = folder.resolve("Texts.java");
        Files.writeString(source, HEAD + String.join("\n", methods.values()) + "\n}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        String[] arguments = {
            "-encoding", "UTF-8", "-proc:none", "-cp", "target/classes", "-d", folder.toString(), source.toString()
        };
        if (compiler.run(null, messages, messages, arguments) != 0) {
            throw new AssertionError(messages.toString(UTF_8));
        }
        URL[] classes = {folder.toUri().toURL()};
        Class<?> texts = new URLClassLoader(classes, Statsd.class.getClassLoader()).loadClass("Texts");
        List<String> order = List.copyOf(methods.keySet());
        return (text, statsd) -> {
            try {
                return texts.getMethod("m" + order.indexOf(text), StatsdConnector.class, Statsd.class)
                        .invoke(null, statsd, statsd);
            } catch (InvocationTargetException e) {
                throw new AssertionError(text, e.getCause());
            }
        };
    }
}

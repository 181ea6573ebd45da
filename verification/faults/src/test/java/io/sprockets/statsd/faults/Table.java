package io.sprockets.statsd.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test a {@link Scenario}, and prints them all when the last test has ended, and into {@code faults.md}. */
final class Table implements ParameterResolver, AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Table.class);
    private static final String HEAD =
            "| scenario | recorded | delivered | folded | dropped | duplicates | reconnects | verdict | notes |";
    private static final String RULE = "| --- | --: | --: | --: | --- | --: | --: | --- | --- |";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scenario.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Scenario scenario = new Scenario(name(context));
        context.getStore(NAMESPACE).put(Scenario.class, scenario);
        rows(context).scenarios.add(scenario);
        return scenario;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Scenario scenario = context.getStore(NAMESPACE).get(Scenario.class, Scenario.class);
        if (scenario != null) {
            scenario.end(context.getExecutionException().isEmpty());
        }
    }

    private static Rows rows(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Rows.class, key -> new Rows(), Rows.class);
    }

    /** The test's name as a sentence, with its arguments. */
    private static String name(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        String sentence = method.replaceAll("(?<=[a-zA-Z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        String display = context.getDisplayName();
        return display.startsWith("[") ? sentence + " " + display.replaceAll(", scenario = .*|\\|", "") : sentence;
    }

    /** What is printed when the run is over. */
    private static final class Rows implements AutoCloseable {
        final Queue<Scenario> scenarios = new ConcurrentLinkedQueue<>();

        @Override
        public void close() throws IOException {
            List<String> lines = Stream.concat(
                            Stream.of(HEAD, RULE), scenarios.stream().map(Scenario::row))
                    .toList();
            Path file = Path.of(System.getProperty("basedir", "."), "target", "faults.md");
            Files.write(file, lines, UTF_8);
            PrintStream out = System.out;
            out.println();
            lines.forEach(out::println);
            out.println();
        }
    }
}

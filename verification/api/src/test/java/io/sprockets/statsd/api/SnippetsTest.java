package io.sprockets.statsd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever copies Java from a document has something that compiles, without a warning. */
class SnippetsTest {
    private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:all,-classfile,-processing,-path", "-d");

    @Test
    void everySnippetCompilesWithoutWarning(@TempDir Path classes) throws IOException {
        List<Snippet> snippets = Documents.snippets();

        assertThat(snippets)
                .extracting(snippet -> snippet.document().toString())
                .contains("README.md");
        assertThat(errors(snippets, classes)).isEmpty();
    }

    @Test
    void aMistakeInASnippetIsFound(@TempDir Path classes) {
        Snippet wrong = new Snippet(Path.of("README.md"), 7, "statsd.increment(\"requests\");");

        assertThat(errors(List.of(wrong), classes))
                .singleElement()
                .asString()
                .startsWith("README.md:8: cannot find symbol");
    }

    @Test
    void aWarningInASnippetIsFound(@TempDir Path classes) {
        Snippet warned = new Snippet(Path.of("README.md"), 7, "statsd.timing(\"job\", System.currentTimeMillis());");

        assertThat(errors(List.of(warned), classes)).hasSize(1);
    }

    private static List<String> errors(List<Snippet> snippets, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(OPTIONS);
        options.add(classes.toString());
        List<Unit> units = snippets.stream().map(Unit::new).toList();
        compiler.getTask(null, null, found, options, null, units).call();
        List<String> errors = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
            errors.add(each.getSource() instanceof Unit unit ? unit.place(each) : each.toString());
        }
        return errors;
    }

    private static final class Unit extends SimpleJavaFileObject {
        private final Snippet snippet;
        private final String source;

        Unit(Snippet snippet) {
            super(URI.create("string:///" + snippet.file()), Kind.SOURCE);
            this.snippet = snippet;
            this.source = snippet.unit(Surroundings.imports(snippet.document()));
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }

        String place(Diagnostic<?> diagnostic) {
            return snippet.place(diagnostic.getLineNumber(), source) + ": " + diagnostic.getMessage(Locale.ROOT);
        }
    }
}

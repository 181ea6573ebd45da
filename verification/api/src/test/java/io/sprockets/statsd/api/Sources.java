package io.sprockets.statsd.api;

import static java.util.stream.Collectors.toSet;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DirectiveTree;
import com.sun.source.tree.ExportsTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of a module, parsed but not compiled. */
final class Sources {
    private final List<CompilationUnitTree> units = new ArrayList<>();

    Sources(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(folder)) {
            List<Path> paths =
                    found.filter(path -> path.toString().endsWith(".java")).toList();
            List<String> options = List.of("-proc:none");
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(paths));
            task.parse().forEach(units::add);
        }
    }

    /** The signatures of the packages that are exported; of a module that does not say, of all. */
    String signatures() {
        Set<String> exported = exported();
        Signatures signatures = new Signatures();
        for (CompilationUnitTree unit : units) {
            String name = String.valueOf(unit.getPackageName());
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree declared && (exported.isEmpty() || exported.contains(name))) {
                    signatures.add(name, declared, false);
                }
            }
        }
        return signatures.toString();
    }

    /** What each sealed type permits, as far as it says so: the names of types in its own package. */
    Map<String, Set<String>> permitted() {
        Map<String, Set<String>> permitted = new HashMap<>();
        for (CompilationUnitTree unit : units) {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    Set<String> heirs = declared.getPermitsClause().stream()
                            .map(heir -> unit.getPackageName() + "." + heir)
                            .collect(toSet());
                    permitted.put(unit.getPackageName() + "." + declared.getSimpleName(), heirs);
                }
            }
        }
        return permitted;
    }

    private Set<String> exported() {
        Set<String> exported = new HashSet<>();
        for (CompilationUnitTree unit : units) {
            if (unit.getModule() != null) {
                for (DirectiveTree directive : unit.getModule().getDirectives()) {
                    if (directive instanceof ExportsTree exports && exports.getModuleNames() == null) {
                        exported.add(exports.getPackageName().toString());
                    }
                }
            }
        }
        return exported;
    }
}

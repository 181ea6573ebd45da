package io.sprockets.statsd.api;

import static java.util.stream.Collectors.toCollection;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Which classes of a module use which, as jdeps finds out. A nested class counts as a part of the outermost one. */
final class ClassGraph {
    private static final Pattern USE = Pattern.compile("(?m)^ +(\\S+) +-> (\\S+) +\\S");

    private final Map<String, Set<String>> uses = new TreeMap<>();

    /** @param classes the folder of a package and all below it */
    ClassGraph(Path classes) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int failure = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(writer, writer, "-verbose:class", "-filter:none", classes.toString());
        if (failure != 0) {
            throw new IllegalStateException("jdeps failed: " + said);
        }
        USE.matcher(said.toString()).results().forEach(this::add);
    }

    private void add(MatchResult use) {
        uses.computeIfAbsent(outermost(use.group(1)), user -> new TreeSet<>()).add(outermost(use.group(2)));
    }

    private static String outermost(String type) {
        int nested = type.indexOf('$');
        return nested < 0 ? type : type.substring(0, nested);
    }

    /** How many classes there are. */
    int size() {
        return uses.size();
    }

    /** The largest sets of classes in which each uses each other, directly or through others. */
    Set<Set<String>> cycles() {
        Map<String, Set<String>> reached = new TreeMap<>();
        uses.keySet().forEach(user -> reached.put(user, reachedFrom(user)));
        Set<Set<String>> cycles = new HashSet<>();
        reached.forEach((user, used) -> {
            Set<String> cycle = used.stream()
                    .filter(other -> reached.getOrDefault(other, Set.of()).contains(user))
                    .collect(toCollection(TreeSet::new));
            if (cycle.size() > 1) {
                cycles.add(cycle);
            }
        });
        return cycles;
    }

    private Set<String> reachedFrom(String user) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(user));
        while (!next.isEmpty()) {
            for (String used : uses.getOrDefault(next.remove(), Set.of())) {
                if (reached.add(used)) {
                    next.add(used);
                }
            }
        }
        return reached;
    }
}

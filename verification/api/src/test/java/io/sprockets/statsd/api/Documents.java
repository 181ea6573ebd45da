package io.sprockets.statsd.api;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The documents of the repository, and what Java is in them. */
final class Documents {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private Documents() {}

    static List<Path> all() throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(ROOT.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents.stream().sorted().toList();
    }

    /** Every block that is marked as {@code java}; one that is marked as {@code java fragment} is left out. */
    static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path document : all()) {
            List<String> lines = Files.readAllLines(ROOT.resolve(document));
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().equals("```java")) {
                    int first = i + 1;
                    while (!lines.get(++i).strip().equals("```")) {}
                    snippets.add(new Snippet(document, first, String.join("\n", lines.subList(first, i))));
                }
            }
        }
        return snippets;
    }
}

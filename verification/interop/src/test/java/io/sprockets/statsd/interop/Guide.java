package io.sprockets.statsd.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The configurations in docs/guides, so that what is tested is what is recommended. Thread-safe. */
final class Guide {
    private static final Path PAGES =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../../docs/guides");
    private static final String CODE = "    ";

    private final String text;

    private Guide(String text) {
        this.text = text;
    }

    /** What a page has in a block of code, from its first line that reads so to an empty line or the block's end. */
    static Guide page(String page, String first) {
        String text = read(page)
                .lines()
                .dropWhile(line -> !line.equals(CODE + first))
                .takeWhile(line -> line.startsWith(CODE))
                .map(line -> line.substring(CODE.length()))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(text).as(page + " has " + first).startsWith(first);
        return new Guide(text);
    }

    private static String read(String page) {
        try {
            return Files.readString(PAGES.resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With something else in the place of what the page says there. */
    Guide with(String said, String instead) {
        assertThat(text).contains(said);
        return new Guide(text.replace(said, instead));
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.sprockets.statsd.testing.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final List<String> unterminated = new ArrayList<>();

    @Test
    void lines_areTheSameWhereverTheReadsEnd() {
        byte[] bytes = "first:1|c\n\nthe.second:22|ms\nx\nunfinished:3".getBytes(UTF_8);
        for (int a = 0; a <= bytes.length; a++) {
            for (int b = a; b <= bytes.length; b++) {
                lines.clear();
                unterminated.clear();
                LineSplitter splitter = new LineSplitter(100);
                splitter.read(bytes, 0, a, this::add);
                splitter.read(bytes, a, b, this::add);
                splitter.read(bytes, b, bytes.length, this::add);
                splitter.end(this::addUnterminated);

                assertThat(lines).containsExactly("first:1|c", "", "the.second:22|ms", "x");
                assertThat(unterminated).containsExactly("unfinished:3");
            }
        }
    }

    @Test
    void longLine_isCutButStaysTooLong() {
        byte[] bytes = ("x".repeat(1_000) + "\nshort\n").getBytes(UTF_8);
        Random random = new Random(42);
        LineSplitter splitter = new LineSplitter(10);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(5));
            splitter.read(bytes, from, to, this::add);
            from = to;
        }
        assertThat(lines).containsExactly("x".repeat(12), "short");
    }

    @Test
    void end_isSilentAfterANewline() {
        LineSplitter splitter = new LineSplitter(10);
        splitter.read("a\n".getBytes(UTF_8), 0, 2, this::add);
        splitter.end(this::addUnterminated);
        splitter.end(this::addUnterminated);
        assertThat(unterminated).isEmpty();
    }

    private void add(byte[] bytes, int from, int to) {
        lines.add(new String(bytes, from, to - from, UTF_8));
    }

    private void addUnterminated(byte[] bytes, int from, int to) {
        unterminated.add(new String(bytes, from, to - from, UTF_8));
    }
}

package io.sprockets.statsd.testing.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectingSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final List<String> torn = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"a:1|c\nb:2|c\n", "\6\0\0\0a:1|c\n\6\0\0\0b:2|c\n"})
    void lines_areFoundInEither(String sent) {
        byte[] bytes = sent.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            lines.clear();
            DetectingSplitter splitter = new DetectingSplitter(100);
            assertThat(splitter.read(bytes, 0, cut, this::add)).isTrue();
            assertThat(splitter.read(bytes, cut, bytes.length, this::add)).isTrue();
            splitter.end(this::addTorn);

            assertThat(lines).containsExactly("a:1|c", "b:2|c");
            assertThat(torn).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a:1", "a:1|c"})
    void end_tellsALineThatIsUnfinished(String sent) {
        DetectingSplitter splitter = new DetectingSplitter(100);
        splitter.read(sent.getBytes(UTF_8), 0, sent.length(), this::add);
        splitter.end(this::addTorn);
        splitter.end(this::addTorn);

        assertThat(torn).containsExactly(sent);
        assertThat(splitter.complaint()).isEqualTo("unterminated last line");
    }

    private void add(byte[] bytes, int from, int to) {
        lines.add(new String(bytes, from, to - from, UTF_8));
    }

    private void addTorn(byte[] bytes, int from, int to) {
        torn.add(new String(bytes, from, to - from, UTF_8));
    }
}

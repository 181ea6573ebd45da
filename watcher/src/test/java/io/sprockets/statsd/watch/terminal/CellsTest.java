package io.sprockets.statsd.watch.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {
    @Test
    void whatMovesTheCursorIsShownAsAnEscape() {
        assertThat(Cells.safe("a\u001b[2Jb\u202ec\u0007")).isEqualTo("a\\u001b[2Jb\\u202ec\\u0007");
    }

    @Test
    void textIsCutAndFilledToTheCells() {
        assertThat(Cells.left("abc", 5)).isEqualTo("abc  ");
        assertThat(Cells.right("abc", 5)).isEqualTo("  abc");
        assertThat(Cells.left("abcdef", 4)).isEqualTo("abc\u2026");
        assertThat(Cells.left("\u65e5\u672c\u8a9e", 5)).isEqualTo("\u65e5\u672c\u2026");
        assertThat(Cells.width(Cells.left("\u65e5\u672c\u8a9e", 4))).isEqualTo(4);
    }

    @Test
    void figuresHaveThreeDigits() {
        assertThat(Figures.shortened(0)).isEqualTo("0");
        assertThat(Figures.shortened(0.25)).isEqualTo("0.25");
        assertThat(Figures.shortened(12.34)).isEqualTo("12.3");
        assertThat(Figures.shortened(-1_234)).isEqualTo("-1.23k");
        assertThat(Figures.shortened(999_600)).isEqualTo("1.00M");
        assertThat(Figures.shortened(Double.NaN)).isEqualTo("-");
    }

    @Test
    void globMatchesNames() {
        assertThat(matches("a.*.c", "a.b.c:1|c")).isTrue();
        assertThat(matches("a.*.c", "a.b.cd:1|c")).isFalse();
        assertThat(matches("a.?", "a.\u00e9:1|c")).isTrue();
        assertThat(matches("*", "x")).isTrue();
        assertThat(matches("a", "a,k=v:1|c")).isTrue();
        assertThat(matches("*aab", "aaaaaab:1|c")).isTrue();
    }

    private static boolean matches(String glob, String line) {
        byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Glob(glob).matchesName(bytes, 0, bytes.length);
    }
}

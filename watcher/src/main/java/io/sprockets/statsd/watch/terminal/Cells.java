package io.sprockets.statsd.watch.terminal;

/**
 * Text as a terminal shows it: nothing from the wire may move its cursor, change its colours or turn the direction of
 * writing, and a wide character takes two cells. Free of state.
 */
final class Cells {
    private static final char ELLIPSIS = '\u2026';

    private Cells() {}

    /** The text with what would not be a visible character written as an escape, such as {@code \\u001b}. */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isVisible(point)) {
                safe.appendCodePoint(point);
            } else {
                safe.append(String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
            }
        });
        return safe.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Safe text in exactly this many cells: cut with an ellipsis, or padded on the right. */
    static String left(String text, int cells) {
        String cut = cut(safe(text), cells);
        return cut + " ".repeat(cells - width(cut));
    }

    /** Safe text in exactly this many cells, padded on the left. */
    static String right(String text, int cells) {
        String cut = cut(safe(text), cells);
        return " ".repeat(cells - width(cut)) + cut;
    }

    private static String cut(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (used + width(point) > cells - 1) {
                break;
            }
            cut.appendCodePoint(point);
            used += width(point);
        }
        return cells < 1 ? "" : cut.append(ELLIPSIS).toString();
    }

    /** The cells that a text takes. */
    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFE30 && point <= 0xFE6F)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0xFFE0 && point <= 0xFFE6)
                || (point >= 0x1F300 && point <= 0x1FAFF)
                || (point >= 0x20000 && point <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}

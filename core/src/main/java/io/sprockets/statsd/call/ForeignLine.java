package io.sprockets.statsd.call;

/** Whether a text from elsewhere is one line of the protocol. */
final class ForeignLine {
    private ForeignLine() {}

    static boolean isOne(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                return false;
            }
        }
        return hasParts(line);
    }

    /** For text with one character per byte: those beyond ASCII are parts of characters, not controls. */
    static boolean isOneOfBytes(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) == 0x7F) {
                return false;
            }
        }
        return hasParts(line);
    }

    private static boolean hasParts(String line) {
        return line.startsWith("_sc|") || (line.indexOf('|') >= 0 && line.indexOf(':') >= 0);
    }
}

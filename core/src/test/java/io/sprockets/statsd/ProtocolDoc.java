package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the page of the protocol says: which calls mean what, and what they send.
 *
 * @param meanings by call
 */
record ProtocolDoc(Map<String, String> meanings, List<Table> tables, List<List<String>> cleaned) {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern DIALECTS = Pattern.compile("### (`[A-Z_]+`(?: and |, )?)+");

    /**
     * Calls and what they send.
     *
     * @param dialects in which they do; none if the builder says it
     */
    record Table(String builder, List<Dialect> dialects, List<Row> rows) {}

    /** One call with the lines it sends, or why it sends none. */
    record Row(String call, List<String> lines, String dropped) {}

    static ProtocolDoc read() throws IOException {
        ProtocolDoc doc = new ProtocolDoc(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        String builder = "";
        List<Dialect> dialects = List.of();
        String head = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "protocol.md"), UTF_8)) {
            if (line.startsWith("StatsdConnector.builder()")) {
                builder = line;
            } else if (line.startsWith("#")) {
                dialects = DIALECTS.matcher(line).matches()
                        ? codes(line).stream().map(Dialect::valueOf).toList()
                        : List.of();
            } else if (!line.startsWith("|")) {
                head = "";
            } else if (head.isEmpty()) {
                head = line;
                doc.begin(head, builder, dialects);
            } else if (!line.startsWith("| ---")) {
                doc.add(head, cells(line));
            }
        }
        return doc;
    }

    private void begin(String head, String builder, List<Dialect> dialects) {
        if (head.equals("| call | sends |")) {
            tables.add(new Table(builder, dialects, new ArrayList<>()));
        }
    }

    private void add(String head, List<String> cells) {
        switch (head) {
            case "| call | sends |" -> tables.get(tables.size() - 1).rows().add(row(cells.get(0), cells.get(1)));
            case "| call | means |" -> meanings.put(code(cells.get(0)), code(cells.get(1)));
            case "| text | dialect | sent as `_` |" -> cleaned.add(cells);
            default -> {} // a table for readers only
        }
    }

    private static Row row(String call, String sends) {
        boolean dropped = sends.startsWith("dropped: ");
        return new Row(code(call), dropped ? List.of() : codes(sends), dropped ? code(sends) : "");
    }

    private static List<String> cells(String line) {
        String[] cells = line.substring(2, line.length() - 2).split(" (?<!\\\\)\\| ", -1);
        return List.of(cells).stream().map(cell -> cell.replace("\\|", "|")).toList();
    }

    private static String code(String cell) {
        return codes(cell).get(0);
    }

    private static List<String> codes(String cell) {
        List<String> codes = new ArrayList<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }
}

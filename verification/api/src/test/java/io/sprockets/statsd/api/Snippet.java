package io.sprockets.statsd.api;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java in a document: statements, members of a class, whole types, or an expression. */
record Snippet(Path document, int line, String java) {
    private static final Pattern TYPE = Pattern.compile(
            "^(@[\\w.()=\", ]+\\s+|public |final |abstract |static )*(class|interface|record|enum) .*", Pattern.DOTALL);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:final |abstract )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);
    private static final Pattern MEMBER = Pattern.compile(
            "^(@\\w|public |protected |private |static )|^[\\w<>.?, ]+ \\w+\\([^)]*\\)( throws \\w+)? \\{");

    /** A compilation unit of this in the surroundings that documents take for granted. */
    String unit(String imports) {
        return "package snippets." + name() + ";\n" + imports + "\n" + body();
    }

    private String name() {
        String file = document.toString().replaceAll("\\.md$", "").replaceAll("\\W+", "_");
        return file.replaceAll("^_+", "") + "_" + line;
    }

    /** The name that the unit's file must have. */
    String file() {
        Matcher found = PUBLIC_TYPE.matcher(java);
        return name() + "/" + (found.find() ? found.group(1) : "Snippet") + ".java";
    }

    /** Where in the document a line of the unit comes from. */
    String place(long unitLine, String unit) {
        long before = unit.substring(0, unit.indexOf(java.strip())).lines().count();
        return document + ":" + (line + unitLine - before);
    }

    private String body() {
        String code = java.strip();
        if (TYPE.matcher(code).matches()) {
            return code;
        } else if (MEMBER.matcher(code).find()) {
            return inClass(code);
        } else if (code.endsWith(";") || code.endsWith("}") || code.matches("(?s).*;\\s*//[^\n]*")) {
            return inClass("void statements() throws Exception {\n" + code + "\n}");
        }
        return inClass("Object expression() throws Exception {\nreturn\n" + code + ";\n}");
    }

    private static String inClass(String code) {
        return "abstract class Snippet extends io.sprockets.statsd.api.Surroundings {\n" + code + "\n}";
    }
}

package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public specification of the DogStatsD protocol, versions 1.0 to 1.6, as strictly as it can be read. It gives
 * origin fields for metrics only; that events and checks have them too, as here, is what the agent reads.
 */
final class DogstatsdGrammar {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern METRIC =
            Pattern.compile("[A-Za-z0-9_.]+:(?<values>[^|]+)\\|(?<type>c|g|ms|h|s|d)(?<fields>(?:\\|[^|]+)*)");
    private static final Pattern NUMBERS = Pattern.compile(NUMBER + "(?<more>(?::" + NUMBER + ")*)");
    private static final Pattern MEMBER = Pattern.compile("[^|:]+");
    private static final Pattern RATE = Pattern.compile("@(?:0\\.[0-9]*[1-9][0-9]*|1(?:\\.0+)?)");
    private static final Pattern TAGS = Pattern.compile("#[^,|#]+(?:,[^,|#]+)*");
    private static final Pattern EVENT = Pattern.compile("_e\\{([0-9]+),([0-9]+)}:(.*)");
    private static final Pattern EVENT_FIELD =
            Pattern.compile("[hks]:[^|]+|d:[0-9]+|p:(?:normal|low)|t:(?:error|warning|info|success)", Pattern.DOTALL);
    private static final Pattern CHECK =
            Pattern.compile("_sc\\|[^|]+\\|[0-3](?<fields>(?:\\|(?!m:)[^|]+)*)(?:\\|m:[^|]*)?");
    private static final Pattern CHECK_FIELD = Pattern.compile("d:[0-9]+|h:[^|]+");

    /** A field of some version; the first that fits counts. */
    private record Origin(String version, Pattern pattern) {
        static final List<Origin> ALL = List.of(
                new Origin("1.4", Pattern.compile("c:(?:ci-[0-9a-f]+|in-[0-9]+)")),
                new Origin("1.2", Pattern.compile("c:[0-9a-f]+")),
                new Origin("1.5", Pattern.compile("e:it-(?:true|false),cn-[^,|]+,pu-[^,|]+")),
                new Origin("1.6", Pattern.compile("card:(?:none|low|orchestrator|high)")));
    }

    private String version = "1.0";
    private final Set<String> seen = new HashSet<>();

    private DogstatsdGrammar() {}

    /** The version that first has all that a line makes use of; empty if none accepts it. */
    static Optional<String> version(String line) {
        DogstatsdGrammar grammar = new DogstatsdGrammar();
        boolean control = line.chars().anyMatch(Character::isISOControl);
        boolean good = !control
                && (line.startsWith("_e")
                        ? grammar.isEvent(line)
                        : line.startsWith("_sc") ? grammar.isCheck(line) : grammar.isMetric(line));
        return good ? Optional.of(grammar.version) : Optional.empty();
    }

    private boolean isMetric(String line) {
        Matcher metric = METRIC.matcher(line);
        if (!metric.matches() || !areValues(metric.group("values"), metric.group("type"))) {
            return false;
        }
        List<String> fields = fields(metric.group("fields"));
        if (!fields.isEmpty() && fields.get(0).startsWith("@")) {
            boolean scaled = Set.of("c", "h", "d", "ms").contains(metric.group("type"));
            if (!scaled || !RATE.matcher(fields.remove(0)).matches()) {
                return false;
            }
        }
        if (!fields.isEmpty() && TAGS.matcher(fields.get(0)).matches()) {
            fields.remove(0);
        }
        boolean timed = Set.of("c", "g").contains(metric.group("type"));
        return fields.stream().allMatch(field -> isOrigin(field) || (timed && isTime(field)));
    }

    private boolean areValues(String values, String type) {
        if (type.equals("s")) {
            return MEMBER.matcher(values).matches();
        }
        Matcher numbers = NUMBERS.matcher(values);
        if (!numbers.matches()) {
            return false;
        }
        if (!numbers.group("more").isEmpty()) {
            needs("1.1");
        }
        return true;
    }

    private boolean isEvent(String line) {
        Matcher event = EVENT.matcher(line);
        if (!event.matches()) {
            return false;
        }
        int title = Integer.parseInt(event.group(1));
        int text = Integer.parseInt(event.group(2));
        byte[] rest = event.group(3).getBytes(UTF_8);
        int end = title + 1 + text;
        if (title == 0 || end > rest.length || rest[title] != '|' || (end < rest.length && rest[end] != '|')) {
            return false;
        }
        return fields(new String(rest, end, rest.length - end, UTF_8)).stream()
                .allMatch(field -> isOnce(EVENT_FIELD, field) || isOnce(TAGS, field) || isOrigin(field));
    }

    private boolean isCheck(String line) {
        Matcher check = CHECK.matcher(line);
        return check.matches()
                && fields(check.group("fields")).stream()
                        .allMatch(field -> isOnce(CHECK_FIELD, field) || isOnce(TAGS, field) || isOrigin(field));
    }

    private boolean isTime(String field) {
        if (!field.matches("T[1-9][0-9]*") || !seen.add("T")) {
            return false;
        }
        needs("1.3");
        return true;
    }

    private boolean isOrigin(String field) {
        for (Origin origin : Origin.ALL) {
            if (isOnce(origin.pattern(), field)) {
                needs(origin.version());
                return true;
            }
        }
        return false;
    }

    private boolean isOnce(Pattern pattern, String field) {
        return pattern.matcher(field).matches() && seen.add(field.substring(0, Math.max(1, field.indexOf(':'))));
    }

    private void needs(String other) {
        version = version.compareTo(other) < 0 ? other : version;
    }

    /** What comes between bars, the first of which begins the text. */
    private static List<String> fields(String text) {
        return text.isEmpty()
                ? new ArrayList<>()
                : new ArrayList<>(List.of(text.substring(1).split("\\|", -1)));
    }
}

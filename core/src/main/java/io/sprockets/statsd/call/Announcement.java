package io.sprockets.statsd.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.Event;
import io.sprockets.statsd.ServiceCheck;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.line.Fields;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Events and service checks as lines. */
final class Announcement {
    private Announcement() {}

    static String of(Event event, Scope scope) {
        String title = scope.syntax().safe(event.title());
        String text = scope.syntax().safe(event.text());
        String lengths = "_e{" + title.getBytes(UTF_8).length + "," + text.getBytes(UTF_8).length + "}:";
        return lengths + title + "|" + text + fields(event.fields(), event.tags(), scope);
    }

    static String of(ServiceCheck check, Scope scope) {
        String head =
                scope.syntax().safe("_sc|" + check.name() + "|" + check.status().code());
        String message = check.message().isEmpty() ? "" : "|m:" + scope.syntax().safe(check.message());
        return head + fields(check.fields(), check.tags(), scope) + message;
    }

    private static String fields(Map<String, String> given, Tags tags, Scope scope) {
        Map<String, String> fields = new TreeMap<>(given);
        if (scope.time() != null) {
            fields.putIfAbsent(Fields.TIME, Long.toString(scope.time().getEpochSecond()));
        }
        String all = fields.entrySet().stream()
                .map(field -> "|" + field.getKey() + ":" + scope.syntax().safe(field.getValue()))
                .collect(Collectors.joining());
        return all + new String(scope.afterEvent(tags), UTF_8);
    }
}

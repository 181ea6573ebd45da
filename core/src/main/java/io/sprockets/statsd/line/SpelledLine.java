package io.sprockets.statsd.line;

import io.sprockets.statsd.queue.TextSource;

/** Lines of a template whose name, value and type come with each call. Any thread may use it; nothing is allocated. */
final class SpelledLine implements TextSource {
    private final LineTemplate template;

    SpelledLine(LineTemplate template) {
        this.template = template;
    }

    @Override
    public void write(long[] ring, int start, String name, String value, String type) {
        template.spell(ring, start, name, value, type);
    }
}

package io.sprockets.statsd.watch.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the page, which are in the jar. Read once; immutable then. */
final class Assets {
    private static final List<String> FILES = List.of(
            "index.html",
            "page.css",
            "icon.svg",
            "js/main.js",
            "js/connections.js",
            "js/dom.js",
            "js/format.js",
            "js/keys.js",
            "js/lines.js",
            "js/live.js",
            "js/one.js",
            "js/plot.js",
            "js/series.js",
            "js/theme.js",
            "js/wrong.js",
            "uplot/uPlot.iife.min.js",
            "uplot/uPlot.min.css",
            "uplot/LICENSE");

    /** A file of the page. */
    static final class Asset {
        private final byte[] bytes;
        private final String type;

        Asset(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
        }

        /** Not to be changed. */
        byte[] bytes() {
            return bytes;
        }

        String type() {
            return type;
        }
    }

    private final Map<String, Asset> byPath = new HashMap<>();

    Assets() throws IOException {
        for (String file : FILES) {
            try (InputStream in = Assets.class.getResourceAsStream("/io/sprockets/statsd/watch/page/" + file)) {
                if (in == null) {
                    throw new IOException("the page's file " + file + " is missing");
                }
                byPath.put("/" + file, new Asset(in.readAllBytes(), type(file)));
            }
        }
        byPath.put("/", byPath.get("/index.html"));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "text/plain; charset=utf-8";
        };
    }

    @Nullable
    Asset at(String path) {
        return byPath.get(path);
    }
}

package io.sprockets.statsd.faults;

import io.sprockets.statsd.StatsdConnector;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** An application that starts its connector while there are no more descriptors to be had, and again when there are. */
final class StartMain {
    static final int STARTS = 20;
    private static final String FILE = "/dev/null";

    private StartMain() {}

    /** Takes the server's port. */
    public static void main(String[] arguments) throws IOException {
        Parent.watch();
        StatsdConnector first = connector(arguments[0]);
        start(first);
        first.close(); // from here on every class is known
        StatsdConnector statsd = connector(arguments[0]);
        statsd.incr("line");
        List<InputStream> hoard = hoard();
        long failed = 0;
        for (int i = 0; i < STARTS; i++) {
            failed += start(statsd) ? 0 : 1;
        }
        Parent.say("failed", failed);
        int held = hoard.size();
        for (InputStream file : hoard) {
            file.close();
        }
        List<InputStream> again = hoard();
        Parent.say("leaked", held - again.size());
        for (InputStream file : again) {
            file.close();
        }
        Parent.say("started", start(statsd) ? 1 : 0);
        statsd.incr("line");
        statsd.close();
        Ledger.of(statsd).say();
    }

    private static StatsdConnector connector(String port) {
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(port))
                .build();
    }

    /** Whether it did; what went wrong has to be in the future, and be said. */
    private static boolean start(StatsdConnector statsd) {
        return statsd.start()
                .handle((nothing, e) -> {
                    if (e != null) {
                        System.out.println(e + ", " + e.getCause());
                    }
                    return e == null;
                })
                .join();
    }

    /** All descriptors that are left. */
    private static List<InputStream> hoard() {
        List<InputStream> files = new ArrayList<>();
        try {
            while (true) {
                files.add(new FileInputStream(FILE));
            }
        } catch (IOException e) {
            return files; // that is all
        }
    }
}

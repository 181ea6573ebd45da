package io.sprockets.statsd.examples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The command line of the {@link Demo}. */
final class DemoMain {
    private static final int WRONG_CALL = 2;
    private static final int LONGEST_END_SECONDS = 20; // the time outs of an orderly end, and some more

    private DemoMain() {}

    public static void main(String[] args) throws IOException {
        DemoOptions options;
        try {
            options = DemoOptions.parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println("demo: " + wrong.getMessage());
            System.err.print(usage());
            System.exit(WRONG_CALL);
            return;
        }
        if (options.help()) {
            System.out.print(usage());
        } else {
            run(options);
        }
    }

    private static void run(DemoOptions options) {
        Screen screen = Screen.system();
        System.setErr(screen.beside(System.err)); // where the connector's log goes
        Demo demo = new Demo(options, screen);
        CountDownLatch done = new CountDownLatch(1);
        int[] exitCode = {1};
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            demo.end(); // ctrl-C; at the usual end it does nothing
            if (await(done)) {
                System.out.flush();
                Runtime.getRuntime().halt(exitCode[0]); // otherwise the code would be that of the signal
            }
        }));
        try {
            exitCode[0] = demo.run();
        } catch (Exception failed) {
            System.err.println("demo: " + failed);
        } finally {
            done.countDown();
        }
        System.exit(exitCode[0]);
    }

    private static boolean await(CountDownLatch done) {
        try {
            return done.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String usage() throws IOException {
        try (InputStream text = DemoMain.class.getResourceAsStream("usage.txt")) {
            return text == null ? "" : new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.sprockets.statsd.watch.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The terminal that the program was started from, by way of {@code stty}. One thread may use it. */
public final class Tty implements Terminal {
    private static final File DEVICE = new File("/dev/tty");
    private static final Size USUAL = new Size(24, 80);

    private String before = ""; // how it was, as stty says it

    /** Whether what this program prints goes to a terminal. */
    public static boolean isOutput() {
        try {
            // Inherits standard output; nothing else shows the size on every JDK.
            Process test = new ProcessBuilder("test", "-t", "1")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return test.waitFor(2, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Size size() {
        String[] numbers = stty("size").trim().split(" ", -1);
        if (numbers.length == 2 && numbers[0].matches("[1-9][0-9]{0,3}") && numbers[1].matches("[1-9][0-9]{0,3}")) {
            return new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }
        return USUAL;
    }

    @Override
    public void takeKeys() {
        before = stty("-g").trim();
        stty("-icanon", "-echo", "min", "1");
    }

    @Override
    public void restore() {
        if (!before.isEmpty()) {
            stty(before);
        }
    }

    /** What it says, or nothing if it cannot be asked. */
    private static String stty(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process stty = new ProcessBuilder(command)
                    .redirectInput(DEVICE)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(2, TimeUnit.SECONDS) && stty.exitValue() == 0 ? said : "";
        } catch (IOException noTerminal) {
            return "";
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

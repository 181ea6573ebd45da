package io.sprockets.statsd.faults;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/** The test that has started this JVM, seen from here: see {@link Jvm}. When the test is gone, so is this JVM. */
final class Parent {
    private static final Semaphore WORDS = new Semaphore(0);

    private Parent() {}

    /** Ends this JVM when the test does. A program calls it first. */
    static void watch() {
        Thread watch = new Thread(Parent::listen, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Waits until the test says that it may go on. */
    static void await() {
        WORDS.acquireUninterruptibly();
    }

    /** Tells the test a number. */
    static void say(String name, long value) {
        System.out.println(name + "=" + value);
    }

    private static void listen() {
        try {
            int word;
            while ((word = System.in.read()) >= 0) {
                WORDS.release(word == '\n' ? 1 : 0);
            }
        } catch (IOException e) {
            // then no one is there either
        }
        Runtime.getRuntime().halt(1);
    }
}

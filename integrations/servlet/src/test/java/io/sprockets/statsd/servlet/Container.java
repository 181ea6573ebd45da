package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletContainerInitializer;

/** A servlet container with one web application, the root of a free port. */
interface Container {
    /** Starts with these initializers, in their order, and returns the port. */
    int start(ServletContainerInitializer... initializers) throws Exception;

    /** Sets an init parameter of the application, before it starts. */
    void initParameter(String name, String value);

    /** Stops; twice is fine. */
    void stop() throws Exception;
}

package io.sprockets.statsd.compare;

import java.nio.file.Path;

/** One client, one route, one kind of work. */
record Trial(Contender contender, Work work, int names, long nanos, Server server) {
    String[] arguments() {
        return new String[] {
            contender.asked().name(),
            work.name(),
            Integer.toString(names),
            Long.toString(nanos),
            server.route().name(),
            Integer.toString(server.port()),
            server.socket().toString()
        };
    }

    String title() {
        return server.route().title + ", " + work.title + ": " + contender.title;
    }

    static Trial of(String... arguments) {
        Server server = new Server(Route.valueOf(arguments[4]), Integer.parseInt(arguments[5]), Path.of(arguments[6]));
        return new Trial(
                Contender.valueOf(arguments[0]),
                Work.valueOf(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                server);
    }
}

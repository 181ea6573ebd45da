package io.sprockets.statsd.spring;

import io.sprockets.statsd.Statsd;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The application of the guide, of which a test has a part. */
@SpringBootApplication
class Slice {
    @RestController
    static class MyHandler {
        private final Statsd statsd;

        MyHandler(Statsd statsd) {
            this.statsd = statsd;
        }

        @GetMapping("/")
        @ResponseStatus(HttpStatus.NO_CONTENT)
        void get() {
            statsd.timeRun("some-operation", this::doSomething);
        }

        private void doSomething() {
            statsd.incr("done");
        }
    }
}

package com.example;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Timer;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class MyHandler {
    private final Statsd statsd;

    public MyHandler(Statsd statsd) {
        this.statsd = statsd;
    }

    @GetMapping("/")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void get() {
        try (Timer timer = statsd.timer("some-operation").start()) {
            Thread.onSpinWait();
        }
    }

    @GetMapping("/slow")
    public CompletableFuture<String> slow() {
        return CompletableFuture.supplyAsync(() -> "slow", CompletableFuture.delayedExecutor(20, MILLISECONDS));
    }
}

package com.example.orders;

import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Statsd;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Service;

/** The orders that were placed. */
@Service
public class Orders {
    private final Map<Long, String> byId = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Statsd statsd;
    private final Counter placed;

    public Orders(Statsd statsd) {
        this.statsd = statsd.scoped("orders");
        this.placed = this.statsd.counter("placed"); // encoded once
    }

    public long place(String article) throws Exception {
        long id = statsd.time("store", () -> store(article));
        placed.incr();
        statsd.gauge("open", byId.size());
        return id;
    }

    public Optional<String> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    private long store(String article) {
        long id = ids.incrementAndGet();
        byId.put(id, article);
        return id;
    }
}

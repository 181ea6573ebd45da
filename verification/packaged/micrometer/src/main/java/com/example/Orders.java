package com.example;

import io.micrometer.core.annotation.Timed;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

@Service
public class Orders {
    private final JdbcTemplate database;

    public Orders(JdbcTemplate database) {
        this.database = database;
    }

    @Timed("orders.count")
    public int count() {
        return database.queryForObject("select count(*) from (values (1), (2), (3)) as orders", Integer.class);
    }

    @Cacheable("orders")
    public String find(int number) {
        return "order " + number;
    }
}

package com.example;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class OrderController {
    private final Orders orders;

    public OrderController(Orders orders) {
        this.orders = orders;
    }

    @GetMapping("/orders")
    public int count() {
        return orders.count();
    }

    @GetMapping("/orders/{number}")
    public String find(@PathVariable int number) {
        return orders.find(number);
    }

    @GetMapping("/slow")
    public CompletableFuture<String> slow() {
        return CompletableFuture.supplyAsync(() -> "slow", CompletableFuture.delayedExecutor(20, MILLISECONDS));
    }
}

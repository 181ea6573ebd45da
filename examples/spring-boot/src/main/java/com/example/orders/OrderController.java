package com.example.orders;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/orders")
public class OrderController {
    private final Orders orders;

    public OrderController(Orders orders) {
        this.orders = orders;
    }

    @PostMapping
    public ResponseEntity<Void> place(@RequestBody String article) throws Exception {
        return ResponseEntity.created(URI.create("/orders/" + orders.place(article))).build();
    }

    @GetMapping("/{id}")
    public ResponseEntity<String> find(@PathVariable long id) {
        return ResponseEntity.of(orders.find(id));
    }
}

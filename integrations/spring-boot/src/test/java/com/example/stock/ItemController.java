package com.example.stock;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One of two that have the same simple name. */
@RestController
public class ItemController {
    @GetMapping("/stock/items/{id}")
    String item(@PathVariable("id") String id) {
        return id;
    }
}

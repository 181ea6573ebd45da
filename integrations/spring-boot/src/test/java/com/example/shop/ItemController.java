package com.example.shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One of two that have the same simple name. */
@RestController
public class ItemController {
    @GetMapping("/items/{id}")
    String item(@PathVariable("id") String id) {
        return id;
    }
}

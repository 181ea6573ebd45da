package com.example.hello;

import io.micrometer.core.annotation.Timed;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

@Controller("/hello")
public class HelloController {
    @Get("/{name}")
    @Timed("greetings")
    public String hello(String name) {
        return "Hello, " + name;
    }
}

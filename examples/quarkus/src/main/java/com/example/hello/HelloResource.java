package com.example.hello;

import io.micrometer.core.annotation.Timed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("/hello/{name}")
public class HelloResource {
    @GET
    @Timed("greetings")
    public String hello(@PathParam("name") String name) {
        return "Hello, " + name;
    }
}

package com.example.hello;

import io.sprockets.statsd.servlet.StatsdContextListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says hello; its requests are recorded without its doing, what it does inside with one line. */
@WebServlet(name = "Hello", urlPatterns = "/hello")
public final class HelloServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().println("hello");
        StatsdContextListener.statsd(getServletContext()).incr("greetings");
    }
}

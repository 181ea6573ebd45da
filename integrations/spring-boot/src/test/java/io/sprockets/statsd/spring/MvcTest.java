package io.sprockets.statsd.spring;

import org.springframework.boot.WebApplicationType;

class MvcTest extends SpringContract {
    MvcTest() {
        super(WebApplicationType.SERVLET, MvcRoutes.SoonController.class, MvcRoutes.LateController.class);
    }
}

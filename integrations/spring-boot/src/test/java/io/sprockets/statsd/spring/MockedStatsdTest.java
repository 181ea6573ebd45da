package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verify;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** An application's test that has a mock in the place of the metrics. */
@SpringBootTest(
        classes = {RunningApplication.Everything.class, MockedStatsdTest.Service.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "statsd.prefix=app")
class MockedStatsdTest {
    @MockitoBean
    private Statsd mock;

    @Autowired
    private Service service;

    @Autowired
    private StatsdConnector connector;

    @Test
    void aMockTakesThePlaceOfTheBean() {
        service.statsd().incr("x");

        verify(mock).incr("x");
        assertThat(connector.stats().recorded()).isZero();
    }

    record Service(Statsd statsd) {}
}

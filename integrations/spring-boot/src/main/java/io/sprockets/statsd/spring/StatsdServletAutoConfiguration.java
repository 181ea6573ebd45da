package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.servlet.StatsdFilter;
import io.sprockets.statsd.servlet.StatsdInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;

/** Records the requests of an application with servlets, be it a jar or a war. */
@AutoConfiguration(
        after = {StatsdAutoConfiguration.class, StatsdMicrometerAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
public final class StatsdServletAutoConfiguration {
    StatsdServletAutoConfiguration() {}

    @Bean
    @Conditional(OnHttpMetrics.class)
    @ConditionalOnMissingBean(value = StatsdFilter.class, parameterizedContainer = FilterRegistrationBean.class)
    FilterRegistrationBean<StatsdFilter> statsdRequestFilter(StatsdConnector statsd, StatsdProperties properties) {
        HttpMetrics metrics = RequestMetrics.of(statsd, properties.http());
        FilterRegistrationBean<StatsdFilter> filter = new FilterRegistrationBean<>(
                new StatsdFilter(metrics, new MvcNaming(properties.http().naming())));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return filter;
    }

    /** In a war the container would start a connector of its own besides. */
    @Bean
    ServletContextInitializer statsdWithoutContainer() {
        return context -> context.setInitParameter(StatsdInitializer.AUTO, "false");
    }
}

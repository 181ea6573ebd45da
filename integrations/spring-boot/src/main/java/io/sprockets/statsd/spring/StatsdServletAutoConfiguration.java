package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.servlet.StatsdFilter;
import io.sprockets.statsd.servlet.StatsdInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

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

    /** In a WAR the container would start another connector. */
    @Bean
    ServletContextInitializer statsdWithoutContainer() {
        return context -> context.setInitParameter(StatsdInitializer.AUTO, "false");
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnHttpMetrics.class)
    @Import(RequestMetrics.class)
    static class Requests {
        @Bean
        @ConditionalOnMissingBean(
                value = StatsdFilter.class,
                parameterizedContainer = FilterRegistrationBean.class,
                search = SearchStrategy.CURRENT)
        FilterRegistrationBean<StatsdFilter> statsdRequestFilter(
                HttpMetrics metrics, RequestNames names, ApplicationNaming application, RequestProperties properties) {
            MeasuredPaths paths = MeasuredPaths.of(List.of(MeasuredPaths.ALL), properties.exclude());
            FilterRegistrationBean<StatsdFilter> filter =
                    new FilterRegistrationBean<>(new StatsdFilter(metrics, new MvcNaming(names, application, paths)));
            filter.setOrder(properties.filterOrder());
            filter.setUrlPatterns(properties.urlPatterns());
            filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
            return filter;
        }
    }
}

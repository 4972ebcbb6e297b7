package io.quillmesh.gateway.http;

import io.quillmesh.gateway.EdgeProperties;
import io.quillmesh.gateway.limits.NewSessions;
import io.quillmesh.gateway.relay.HttpRelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Settings of the edge, and how the page is served. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EdgeProperties.class)
class EdgeConfiguration {

  @Bean
  WebMvcConfigurer interceptors(HttpRelay relay, NewSessions newSessions) {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(relay).addPathPatterns("/v1/conversations/**");
        registry.addInterceptor(newSessions).addPathPatterns(NewSessions.PATH);
      }
    };
  }

  /**
   * Browsers ask every time whether the page has changed, and mostly it has not. ETags depend on
   * the content, because all files of a reproducible jar have the same date. They are weak, because
   * Tomcat does not compress responses that have a strong one. The list of agents changes as
   * rarely.
   */
  @Bean
  FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
    ShallowEtagHeaderFilter filter = new ShallowEtagHeaderFilter();
    filter.setWriteWeakETag(true);
    FilterRegistrationBean<ShallowEtagHeaderFilter> registration =
        new FilterRegistrationBean<>(filter);
    registration.addUrlPatterns(
        "/", "*.html", "*.js", "*.mjs", "*.css", "*.svg", "/webjars/*", AgentListController.PATH);
    return registration;
  }
}

package io.quillmesh.gateway.proxy;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Reads what proxies say before any code that needs it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxyProperties.class)
class ProxyConfiguration {

  @Bean
  FilterRegistrationBean<ProxyFilter> proxyFilter(ProxyProperties settings) {
    ProxyFilter filter = new ProxyFilter(new TrustedProxies(settings.networks()));
    FilterRegistrationBean<ProxyFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}

package org.mediaplanner.gateway.edge;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CorsProperties.class, ManagementProperties.class, TlsProperties.class})
class EdgeConfiguration {}

package org.mediaplanner.gateway.rsocket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.rsocket}.
 *
 * @param port of RSocket over TCP; 0 for any that is free
 */
@ConfigurationProperties("mediaplanner.rsocket")
record RSocketProperties(@DefaultValue("7000") int port) {}

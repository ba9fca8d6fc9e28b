package org.mediaplanner.gateway.rsocket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.rsocket}.
 *
 * @param port of RSocket over TCP; 0 for any that is free
 */
@Validated
@ConfigurationProperties("mediaplanner.rsocket")
record RSocketProperties(@Min(0) @Max(65535) @DefaultValue("7000") int port) {}

package org.mediaplanner.gateway.tracing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.tracing}.
 *
 * @param endpoint to whom traces are sent (OTLP over HTTP); none are taken without one
 * @param sample of how many requests, from 0 to 1, that do not come with a trace of their own
 */
@Validated
@ConfigurationProperties("mediaplanner.tracing")
record TracingProperties(
        @Nullable @Pattern(regexp = "https?://.+", message = "must be an address such as http://collector:4318") String endpoint,
        @DecimalMin("0") @DecimalMax("1") @DefaultValue("1.0") double sample) {}

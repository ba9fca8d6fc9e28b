package org.mediaplanner.gateway.edge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.management}: a door of its own for those who look after the installation.
 *
 * @param port where {@code /metrics} and {@code /api/v1/admin} are answered, and nowhere else then; 0 for any that is
 *        free; without one they are answered where everything is
 * @param address of this machine at which it listens
 * @param documents whether the documents too are only answered there
 */
@Validated
@ConfigurationProperties("mediaplanner.management")
record ManagementProperties(@Min(0) @Max(65535) @Nullable Integer port,
        @NotBlank @DefaultValue("127.0.0.1") String address,
        @DefaultValue("false") boolean documents) {}

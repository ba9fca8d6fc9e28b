package org.mediaplanner.sagas.temporal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Temporal is.
 *
 * @param target host and port
 * @param sticky whether a worker may keep a workflow in memory between its tasks; the in-process server, which never
 *        gives up a worker that is gone, needs {@code false}
 * @param tls whether the connection is encrypted
 */
@Validated
@ConfigurationProperties("mediaplanner.temporal")
public record TemporalProperties(
        @Pattern(regexp = "[^:\\s]+:[0-9]{1,5}", message = "must be host:port") @DefaultValue("127.0.0.1:7233") String target,
        @NotBlank @DefaultValue("default") String namespace, @DefaultValue("true") boolean sticky,
        @DefaultValue("false") boolean tls) {}

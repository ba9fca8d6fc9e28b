package org.mediaplanner.sagas.temporal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Temporal is.
 *
 * @param target host and port
 * @param sticky whether a worker may keep a workflow in memory between its tasks; the in-process server, which never
 *        gives up a worker that is gone, needs {@code false}
 * @param tls whether the connection is encrypted
 */
@ConfigurationProperties("mediaplanner.temporal")
public record TemporalProperties(@DefaultValue("127.0.0.1:7233") String target,
        @DefaultValue("default") String namespace, @DefaultValue("true") boolean sticky,
        @DefaultValue("false") boolean tls) {}

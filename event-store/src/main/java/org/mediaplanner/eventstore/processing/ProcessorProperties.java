package org.mediaplanner.eventstore.processing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.processors}.
 *
 * @param start whether events are handled here; not where somebody only wants to look
 */
@ConfigurationProperties("mediaplanner.processors")
public record ProcessorProperties(@DefaultValue("true") boolean start) {}

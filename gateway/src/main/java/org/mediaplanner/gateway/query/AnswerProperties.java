package org.mediaplanner.gateway.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.queries}.
 *
 * @param remember whether answers are kept in Redis until one of their organisation's views changes
 */
@ConfigurationProperties("mediaplanner.queries")
record AnswerProperties(@DefaultValue("true") boolean remember) {}

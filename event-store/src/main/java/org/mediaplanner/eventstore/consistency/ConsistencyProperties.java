package org.mediaplanner.eventstore.consistency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.consistency}.
 *
 * @param every how often everything is compared with the log without being asked; never where it is zero
 */
@Validated
@ConfigurationProperties("mediaplanner.consistency")
public record ConsistencyProperties(@DurationMin @DefaultValue("P1D") Duration every) {}

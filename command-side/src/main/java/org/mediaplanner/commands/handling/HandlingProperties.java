package org.mediaplanner.commands.handling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.commands}.
 *
 * @param rememberedAggregates how many are remembered at most; 0 for none
 * @param largestGroup how many commands share a transaction at most; 0 where each has its own
 */
@Validated
@ConfigurationProperties("mediaplanner.commands")
public record HandlingProperties(@Min(0) @DefaultValue("20000") int rememberedAggregates,
        @Min(0) @Max(10_000) @DefaultValue("128") int largestGroup) {}

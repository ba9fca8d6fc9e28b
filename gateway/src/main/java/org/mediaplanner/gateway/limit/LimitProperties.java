package org.mediaplanner.gateway.limit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.limits}. 0 sets no limit.
 *
 * @param tenant calls of the API that an organisation has in a minute at most, whatever its own settings say
 * @param user calls that one user has in a minute
 * @param address calls that come from one address in a minute
 * @param registrations organisations that are registered from one address in an hour
 * @param logins tries to log in, or to use an invitation or a link, that come from one address in a minute
 * @param badTokens calls with a token that is none which are answered 401 in a minute and address
 */
@Validated
@ConfigurationProperties("mediaplanner.limits")
public record LimitProperties(
        @Min(0) @Max(LimitProperties.MOST) @DefaultValue("60000") int tenant,
        @Min(0) @Max(LimitProperties.MOST) @DefaultValue("12000") int user,
        @Min(0) @Max(LimitProperties.MOST) @DefaultValue("24000") int address,
        @Min(0) @Max(LimitProperties.MOST) @DefaultValue("20") int registrations,
        @Min(0) @Max(LimitProperties.MOST) @DefaultValue("100") int logins,
        @Min(0) @Max(LimitProperties.MOST) @DefaultValue("1000") int badTokens) {

    static final int MOST = 100_000_000;
}

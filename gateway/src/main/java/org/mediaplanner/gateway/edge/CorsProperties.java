package org.mediaplanner.gateway.edge;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.cors}.
 *
 * @param origins whose pages may call from a browser, each exactly as a browser says it; those of other hosts may not
 */
@Validated
@ConfigurationProperties("mediaplanner.cors")
public record CorsProperties(
        @DefaultValue List<@Pattern(regexp = CorsProperties.ORIGIN, message = CorsProperties.SAY) String> origins) {

    static final String ORIGIN = "https?://[a-z0-9.-]+(:[0-9]{1,5})?";
    static final String SAY = "must be an origin as a browser says it, such as https://planner.example.com: "
            + "scheme and host in lower case, a port where it is not the usual one, no path, no *";
}

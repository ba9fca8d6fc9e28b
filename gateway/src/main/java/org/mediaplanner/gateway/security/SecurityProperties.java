package org.mediaplanner.gateway.security;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.security}.
 *
 * @param privateKey RSA private key as PEM (PKCS #8), which signs the tokens
 * @param privateKeyFile a file with the same
 * @param keyFile where a key is made and kept if no other is given; for a sandbox, not for several nodes
 * @param otherKey another RSA key as PEM, public or private, by which tokens are good too: the former or the next one
 * @param otherKeyFile a file with the same
 * @param issuer who the tokens say they are from
 * @param audience whom the tokens say they are for
 * @param tokenValidity how long a token is good for
 * @param operators user ids of those who look after the installation, or e-mail addresses on a machine of one's own
 */
@Validated
@ConfigurationProperties("mediaplanner.security")
public record SecurityProperties(@Nullable String privateKey, @Nullable Path privateKeyFile, @Nullable Path keyFile,
        @Nullable String otherKey, @Nullable Path otherKeyFile,
        @NotBlank @DefaultValue("media-planner") String issuer,
        @NotBlank @DefaultValue("media-planner-api") String audience,
        @DurationMin(minutes = 1) @DurationMax(days = 1) @DefaultValue("15m") Duration tokenValidity,
        @DefaultValue List<String> operators) {

    /** A key has no place in a log. */
    @Override
    public String toString() {
        return "SecurityProperties[issuer=" + issuer + "]";
    }
}

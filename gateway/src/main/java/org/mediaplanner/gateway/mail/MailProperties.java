package org.mediaplanner.gateway.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code mediaplanner.mail}.
 *
 * @param host the SMTP server; without one nobody can be sent anything
 * @param port of it
 * @param username that it wants, with {@code password}; blank for none
 * @param startTls whether letters go encrypted or not at all
 * @param from the address that letters come from
 * @param passwordResetUrl where a link to a new password leads; the token is put behind it
 * @param print whether letters are printed to the log instead of sent: for a machine of one's own only
 */
@Validated
@ConfigurationProperties("mediaplanner.mail")
public record MailProperties(@DefaultValue("") String host, @Min(1) @Max(65_535) @DefaultValue("587") int port,
        @DefaultValue("") String username, @Nullable String password, @DefaultValue("true") boolean startTls,
        @DefaultValue("media-planner@localhost") String from,
        @DefaultValue("http://localhost:8080/reset-password?token=") String passwordResetUrl,
        @DefaultValue("false") boolean print) {

    /** A password has no place in a log. */
    @Override
    public String toString() {
        return "MailProperties[host=" + host + ", port=" + port + "]";
    }
}

package org.mediaplanner.gateway.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.mail}; the server is that of {@code spring.mail}.
 *
 * @param from the address that letters come from
 * @param passwordResetUrl where a link to a new password leads; the token is put behind it
 * @param print whether letters are printed to the log instead of sent: for a machine of one's own only
 */
@ConfigurationProperties("mediaplanner.mail")
public record MailProperties(@DefaultValue("media-planner@localhost") String from,
        @DefaultValue("http://localhost:8080/reset-password?token=") String passwordResetUrl,
        @DefaultValue("false") boolean print) {}

package org.mediaplanner.gateway.tenant;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.invitation}.
 *
 * @param url where an invitation's link leads; its token is put behind it
 */
@ConfigurationProperties("mediaplanner.invitation")
record InvitationProperties(@DefaultValue("http://localhost:8080/accept-invitation?token=") String url) {}

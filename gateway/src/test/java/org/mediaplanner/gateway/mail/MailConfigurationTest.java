package org.mediaplanner.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mediaplanner.commands.identity.Accounts.Reset;

class MailConfigurationTest {

    private static final Reset RESET = new Reset("anna@example.com", "token-of-anna",
            Instant.parse("2026-05-01T12:00:00Z"));

    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(new ServerSetup(0, null,
            ServerSetup.PROTOCOL_SMTP));

    private static Letters letters(String host, int port, boolean startTls) {
        return new MailConfiguration().letters(new MailProperties(host, port, "", null, startTls,
                "planner@example.com", "https://planner.example.com/reset?token=", false));
    }

    @Test
    void a_link_to_a_new_password_comes_to_whoever_reads_the_mail() throws Exception {
        letters("127.0.0.1", SERVER.getSmtp().getPort(), false).resetPassword(RESET);

        assertThat(SERVER.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage letter = SERVER.getReceivedMessages()[0];
        assertThat(letter.getAllRecipients()[0]).hasToString("anna@example.com");
        assertThat(letter.getFrom()[0]).hasToString("planner@example.com");
        assertThat(GreenMailUtil.getBody(letter)).contains("https://planner.example.com/reset?token=token-of-anna")
                .contains("2026-05-01T12:00:00Z");
    }

    @Test
    void nothing_goes_in_the_clear_where_it_must_be_encrypted() throws Exception {
        letters("127.0.0.1", SERVER.getSmtp().getPort(), true).resetPassword(RESET);

        assertThat(SERVER.waitForIncomingEmail(1_000, 1)).isFalse();
    }

    @Test
    void whoever_asks_does_not_hear_that_a_server_is_away_or_there_is_none() {
        assertThatCode(() -> letters("127.0.0.1", 1, false).resetPassword(RESET)).doesNotThrowAnyException();
        assertThatCode(() -> letters("", 587, true).resetPassword(RESET)).doesNotThrowAnyException();
    }
}

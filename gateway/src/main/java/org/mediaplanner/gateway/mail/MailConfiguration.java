package org.mediaplanner.gateway.mail;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.mediaplanner.commands.identity.Accounts.Reset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** How letters are sent: by SMTP where a server is named, printed where somebody wants that, and otherwise not at all. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailProperties.class)
class MailConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(MailConfiguration.class);

    private static final String PATIENCE_MILLIS = "10000";

    @Bean
    Letters letters(MailProperties properties) {
        if (properties.print()) {
            return reset -> LOG.info("To {}: {}", reset.email(), text(properties, reset));
        }
        if (properties.host().isBlank()) {
            LOG.warn("There is no mail server (MAIL_HOST): nobody can be sent a link to a new password");
            return reset -> LOG.warn("A link to a new password was asked for, and there is no mail server to send it");
        }
        JavaMailSender sender = sender(properties);
        Executor threads = Executors.newVirtualThreadPerTaskExecutor();
        return reset -> threads.execute(() -> send(sender, properties, reset));
    }

    private static JavaMailSender sender(MailProperties properties) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(properties.host());
        sender.setPort(properties.port());
        boolean named = !properties.username().isBlank();
        if (named) {
            sender.setUsername(properties.username());
            sender.setPassword(properties.password());
        }
        Properties session = sender.getJavaMailProperties();
        session.setProperty("mail.smtp.auth", Boolean.toString(named));
        session.setProperty("mail.smtp.starttls.enable", Boolean.toString(properties.startTls()));
        session.setProperty("mail.smtp.starttls.required", Boolean.toString(properties.startTls()));
        session.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
            session.setProperty("mail.smtp." + wait, PATIENCE_MILLIS);
        }
        return sender;
    }

    private static void send(JavaMailSender sender, MailProperties properties, Reset reset) {
        SimpleMailMessage letter = new SimpleMailMessage();
        letter.setFrom(properties.from());
        letter.setTo(reset.email());
        letter.setSubject("A new password for Media Planner");
        letter.setText(text(properties, reset));
        try {
            sender.send(letter);
        } catch (MailException e) {
            // Without the message, in which a server may repeat an address.
            LOG.error("A letter could not be sent: {}", e.getClass().getSimpleName());
        }
    }

    private static String text(MailProperties properties, Reset reset) {
        return "Choose a new password: " + properties.passwordResetUrl() + reset.token()
                + "\n\nThe link is good once, until "
                + reset.expiresAt() + ". If you did not ask for it, do nothing: your password stays as it is.";
    }
}

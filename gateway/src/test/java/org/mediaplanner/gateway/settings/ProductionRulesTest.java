package org.mediaplanner.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ProductionRulesTest {

    private final MockEnvironment settings = new MockEnvironment()
            .withProperty("mediaplanner.database.url", "jdbc:postgresql://db:5432/media_planner")
            .withProperty("mediaplanner.database.owner.username", "owner")
            .withProperty("mediaplanner.database.owner.password", "7w0-Owner")
            .withProperty("mediaplanner.database.writer.username", "writer")
            .withProperty("mediaplanner.database.writer.password", "7w0-Writer")
            .withProperty("mediaplanner.database.reader.username", "reader")
            .withProperty("mediaplanner.database.reader.password", "7w0-Reader")
            .withProperty("mediaplanner.security.private-key-file", "/run/secrets/jwt")
            .withProperty("mediaplanner.cors.origins", "https://planner.example.com");

    private String key = "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n";

    @Test
    void nothing_stands_in_the_way_of_what_is_in_order() {
        broken().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "writer", "reader"})
    void a_password_that_is_empty_or_guessed_is_refused(String role) {
        for (String guessed : List.of("", "change-me", "postgres", role)) {
            settings.setProperty("mediaplanner.database." + role + ".password", guessed);
            broken().singleElement().asString().contains("password", role, "mediaplanner.database." + role)
                    .doesNotContain("7w0");
        }
    }

    @Test
    void the_owner_of_the_url_is_held_to_the_same() {
        settings.setProperty("mediaplanner.database.owner.username", "");
        settings.setProperty("mediaplanner.database.owner.password", "");
        settings.setProperty("mediaplanner.database.url", "postgres://app:change-me@db/app");
        broken().singleElement().asString().contains("owner");

        settings.setProperty("mediaplanner.database.url", "postgres://app:7w0-Owner@db/app");
        broken().isEmpty();
    }

    @Test
    void nobody_signs_in_with_google_in_the_clear() {
        settings.setProperty("mediaplanner.google.redirect-url",
                "http://planner.example.com/api/v1/auth/google/callback");
        settings.setProperty("mediaplanner.google.issuer", "https://accounts.google.com");
        broken().isEmpty();

        settings.setProperty("mediaplanner.google.client-id", "planner");
        broken().singleElement().asString().contains("mediaplanner.google.redirect-url", "https://");
    }

    @Test
    void an_origin_in_the_clear_is_refused_and_named() {
        settings.setProperty("mediaplanner.cors.origins", "https://a.example.com,http://b.example.com");
        broken().singleElement().asString().contains("http://b.example.com", "mediaplanner.cors.origins");
    }

    @Test
    void a_key_that_makes_itself_is_refused() {
        settings.setProperty("mediaplanner.security.key-file", "jwt.pem");
        broken().singleElement().asString().contains("key-file", "JWT_PRIVATE_KEY");
    }

    @Test
    void a_master_key_that_makes_itself_or_is_a_sandboxs_is_refused() {
        settings.setProperty("mediaplanner.vault.key-file", "master.key");
        broken().singleElement().asString().contains("MASTER_KEY");
        settings.setProperty("mediaplanner.vault.key-file", "");
        settings.setProperty("mediaplanner.vault.master-key-file", "/home/me/planner/.sandbox/master.key");
        broken().singleElement().asString().contains("MASTER_KEY");
    }

    @Test
    void operators_are_named_by_what_nobody_can_register_with() {
        settings.setProperty("mediaplanner.security.operators",
                "usr_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11,me@example.com");
        broken().singleElement().asString().contains("mediaplanner.security.operators", "me@example.com");
    }

    @Test
    void letters_that_are_printed_are_refused() {
        settings.setProperty("mediaplanner.mail.print", "true");
        broken().singleElement().asString().contains("mediaplanner.mail.print");
    }

    @Test
    void a_key_that_a_sandbox_made_is_refused_wherever_it_was_taken() {
        key = "Made by a sandbox, for a sandbox.\n" + key;
        broken().singleElement().asString().contains("sandbox", "JWT_PRIVATE_KEY_FILE");

        settings.setProperty("mediaplanner.security.private-key", key.replace("\n", "\\n"));
        settings.setProperty("mediaplanner.security.private-key-file", "");
        broken().singleElement().asString().contains("sandbox");
    }

    @Test
    void a_key_in_the_sandboxs_own_directory_is_refused() {
        settings.setProperty("mediaplanner.security.private-key-file", "/home/me/planner/.sandbox/jwt.pem");
        broken().singleElement().asString().contains("sandbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "dev"})
    void who_only_tries_it_is_free_of_all_that_but_must_not_say_that_it_is_production(String profile) {
        settings.setProperty("mediaplanner.database.writer.password", "");
        settings.setProperty("mediaplanner.cors.origins", "http://localhost:3000");
        settings.setActiveProfiles(profile);
        broken().isEmpty();

        settings.setActiveProfiles("prod", profile);
        broken().singleElement().asString().contains("prod", "SPRING_PROFILES_ACTIVE");
    }

    @Test
    void all_is_said_at_once() {
        settings.setProperty("mediaplanner.database.writer.password", "");
        settings.setProperty("mediaplanner.database.reader.password", "");
        settings.setProperty("mediaplanner.cors.origins", "http://localhost:3000");
        broken().hasSize(3);
    }

    private AbstractListAssert<?, List<? extends String>, String, ObjectAssert<String>> broken() {
        return assertThat(ProductionRules.broken(settings, (Path file) -> key));
    }
}

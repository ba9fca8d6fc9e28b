package org.mediaplanner.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.security.authentication.BadCredentialsException;
import reactor.core.publisher.Mono;

class SigningKeyTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void without_a_key_there_is_no_start() {
        assertThatThrownBy(() -> SigningKey.of(properties(null, null, null)))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("JWT_PRIVATE_KEY");
        assertThatThrownBy(() -> SigningKey.of(properties(" ", Path.of(""), Path.of(""))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_sandbox_makes_a_key_that_only_its_owner_reads_and_keeps_it() throws IOException {
        Path file = folder.resolve("keys/jwt.pem");
        String made = SigningKey.of(properties(null, null, file)).getKeyID();

        assertThat(SigningKey.of(properties(null, null, file)).getKeyID()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void a_key_comes_as_text_with_real_or_written_line_ends_or_as_a_file() throws IOException {
        Path file = folder.resolve("jwt.pem");
        String id = SigningKey.of(properties(null, null, file)).getKeyID();
        String pem = Files.readString(file);

        assertThat(SigningKey.of(properties(pem, null, null)).getKeyID()).isEqualTo(id);
        assertThat(SigningKey.of(properties(pem.replace("\n", "\\n"), null, null)).getKeyID()).isEqualTo(id);
        assertThat(SigningKey.of(properties("", file, null)).getKeyID()).isEqualTo(id);
    }

    @Test
    void what_is_no_key_is_said_without_showing_it() {
        assertThatThrownBy(() -> SigningKey.of(properties("c2VjcmV0", null, null)))
                .isInstanceOf(IllegalStateException.class).hasMessageNotContaining("c2VjcmV0");
        assertThat(properties("c2VjcmV0", null, null).toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void tokens_of_the_former_key_stay_good_while_it_stands_beside_the_new_one() throws Exception {
        Path former = folder.resolve("former.pem");
        Path next = folder.resolve("next.pem");
        SigningKeys before = SigningKeys.of(properties(null, null, former));
        SigningKeys.of(properties(null, null, next));
        String open = "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(before.signing()
                .toRSAPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n";

        String old = issued(before);
        for (String other : List.of(Files.readString(former), open)) {
            SigningKeys both = SigningKeys.of(properties(Files.readString(next), null, null, other));
            assertThat(both.all()).hasSize(2);
            assertThat(verified(both, old)).isTrue();
            assertThat(verified(both, issued(both))).isTrue();
            assertThat(verified(before, issued(both))).as("the new key signs").isFalse();
        }
        assertThat(verified(SigningKeys.of(properties(Files.readString(next), null, null)), old)).isFalse();
        assertThatThrownBy(() -> SigningKeys.of(properties(open, null, null, open)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> SigningKeys.of(properties(Files.readString(next), null, null, "c2VjcmV0")))
                .isInstanceOf(IllegalStateException.class).hasMessageNotContaining("c2VjcmV0");
    }

    private static String issued(SigningKeys keys) {
        return tokens(keys).issue(UserId.next(), TenantId.next(), UUID.randomUUID()).token();
    }

    private static boolean verified(SigningKeys keys, String token) {
        return Boolean.TRUE.equals(tokens(keys).verify(token).map(claimed -> true)
                .onErrorResume(BadCredentialsException.class, refused -> Mono.just(false)).block());
    }

    private static AccessTokens tokens(SigningKeys keys) {
        return new AccessTokens(keys.all(), properties(null, null, null), Clock.systemUTC());
    }

    private static SecurityProperties properties(@Nullable String pem, @Nullable Path file, @Nullable Path kept) {
        return properties(pem, file, kept, null);
    }

    private static SecurityProperties properties(@Nullable String pem, @Nullable Path file, @Nullable Path kept,
            @Nullable String other) {
        return new SecurityProperties(pem, file, kept, other, null, "issuer", "audience", Duration.ofMinutes(15),
                List.of());
    }
}

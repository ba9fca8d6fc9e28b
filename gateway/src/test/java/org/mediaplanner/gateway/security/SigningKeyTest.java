package org.mediaplanner.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static SecurityProperties properties(@Nullable String pem, @Nullable Path file, @Nullable Path kept) {
        return new SecurityProperties(pem, file, kept, "issuer", "audience", Duration.ofHours(8), List.of());
    }
}

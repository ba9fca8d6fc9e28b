package org.mediaplanner.commands.identity;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Passwords as they are kept: Argon2id with the parameters that OWASP's cheat sheet on password storage names first
 * (19 MiB, two passes, one lane). Older hashes, made with bcrypt, are still understood.
 */
@Component
class Passwords {

    private static final int LEAST = 8;
    private static final int MOST_BYTES = 256;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIB = 19 << 10;
    private static final int PASSES = 2;
    private static final String ARGON = "$argon2id$";

    private final Argon2PasswordEncoder argon = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB,
            PASSES);
    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();
    private final String nobodys = hash("nobody's password");

    /** Takes some twenty milliseconds of a processor, on purpose. */
    String hash(String password) {
        String hash = argon.encode(password);
        if (hash == null) {
            throw new IllegalStateException("No password was hashed");
        }
        return hash;
    }

    /** Whether {@code hash} is that of {@code password}; as much work where there is no hash at all. */
    boolean matches(String password, @Nullable String hash) {
        if (hash == null) {
            argon.matches(password, nobodys);
            return false;
        }
        return hash.startsWith(ARGON) ? argon.matches(password, hash) : bcrypt.matches(password, hash);
    }

    /** Whether {@code hash} is to be made anew when the password is known again. */
    boolean isOld(String hash) {
        return !hash.startsWith(ARGON) || argon.upgradeEncoding(hash);
    }

    static Checks check(Checks checks, String field, String password) {
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        return checks.that(password.length() >= LEAST, field, "must have at least " + LEAST + " characters")
                .that(bytes <= MOST_BYTES, field, "must have at most " + MOST_BYTES + " bytes");
    }
}

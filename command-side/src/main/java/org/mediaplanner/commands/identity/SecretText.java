package org.mediaplanner.commands.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Text that proves something to whom it is shown: 256 random bits, of which only a digest is kept. */
final class SecretText {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretText() {}

    static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is kept of {@code text}; of so many random bits a plain digest gives nothing away. */
    static byte[] digest(String text) {
        return digest("", text);
    }

    /** Another digest for another {@code purpose}. */
    static byte[] digest(String purpose, String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((purpose + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

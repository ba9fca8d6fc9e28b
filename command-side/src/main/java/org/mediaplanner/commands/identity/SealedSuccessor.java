package org.mediaplanner.commands.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token that follows a used one, sealed with a key that is made of the used one: who comes again with it can be
 * given the same successor, and who reads the database can open nothing. Each key seals once, so that its nonce never
 * comes again.
 */
final class SealedSuccessor {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;
    private static final byte[] ONLY_NONCE = new byte[12];
    private static final String PURPOSE = "successor of ";

    private SealedSuccessor() {}

    static byte[] seal(String used, String successor) {
        return apply(Cipher.ENCRYPT_MODE, used, successor.getBytes(StandardCharsets.UTF_8));
    }

    static String open(String used, byte[] sealed) {
        return new String(apply(Cipher.DECRYPT_MODE, used, sealed), StandardCharsets.UTF_8);
    }

    private static byte[] apply(int mode, String used, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(SecretText.digest(PURPOSE, used), "AES"),
                    new GCMParameterSpec(TAG_BITS, ONLY_NONCE));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A successor cannot be sealed or opened", e);
        }
    }
}

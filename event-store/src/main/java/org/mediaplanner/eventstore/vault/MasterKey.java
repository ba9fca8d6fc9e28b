package org.mediaplanner.eventstore.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mediaplanner.events.tenant.TenantId;

/** A key that wraps the tenants' keys, each for its own tenant. */
final class MasterKey {

    static final int BYTES = 32;

    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int ID_BYTES = 8;
    private static final String MAC = "HmacSHA256";

    private final String id;
    private final Aead aead;

    /** @param bytes as many as {@link #BYTES} */
    MasterKey(byte[] bytes) {
        try {
            this.id = id(bytes);
            this.aead = aead(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A master key cannot be used", e);
        }
    }

    /** Says of two keys whether they are the same, and nothing of what they are. */
    private static String id(byte[] bytes) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(bytes, MAC));
        byte[] digest = mac.doFinal("media-planner master key".getBytes(UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES));
    }

    @AccessesPartialKey // what was given from outside becomes one of Tink's keys
    private static Aead aead(byte[] bytes) throws GeneralSecurityException {
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(AesGcmParameters.builder().setKeySizeBytes(BYTES).setIvSizeBytes(IV_BYTES)
                        .setTagSizeBytes(TAG_BYTES).setVariant(AesGcmParameters.Variant.NO_PREFIX).build())
                .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get())).build();
        return KeysetHandle.newBuilder().addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary()).build()
                .getPrimitive(AeadConfig2026.get(), Aead.class);
    }

    String id() {
        return id;
    }

    byte[] wrap(KeysetHandle key, TenantId tenant) {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, aead, tenant.value().getBytes(UTF_8),
                    AeadConfig2026.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + tenant.value() + " cannot be wrapped", e);
        }
    }

    /** @throws IllegalStateException where it was wrapped by another key, for another tenant, or was changed since */
    KeysetHandle unwrap(byte[] wrapped, TenantId tenant) {
        try {
            return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, aead, tenant.value().getBytes(UTF_8),
                    AeadConfig2026.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of " + tenant.value() + " cannot be unwrapped", e);
        }
    }
}

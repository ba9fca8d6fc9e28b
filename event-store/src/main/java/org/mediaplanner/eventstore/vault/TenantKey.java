package org.mediaplanner.eventstore.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;

/** The key of one tenant (AES-256-GCM), or what is left of one that was destroyed. Safe for many threads. */
public final class TenantKey {

    /**
     * Tink keeps a source of random numbers for each thread. One that lives for a single command would have it made
     * each time, which takes a hundred times as long as sealing does.
     */
    private static final ExecutorService SEALING = Executors.newFixedThreadPool(2,
            Thread.ofPlatform().daemon().name("sealing-", 0).factory());

    private final TenantId tenant;
    private final @Nullable Aead aead;

    /** @param aead {@code null} where it was destroyed */
    TenantKey(TenantId tenant, @Nullable Aead aead) {
        this.tenant = tenant;
        this.aead = aead;
    }

    public TenantId tenant() {
        return tenant;
    }

    public boolean isDestroyed() {
        return aead == null;
    }

    /**
     * {@code plain} so that only who has the key can read it; nothing where the key was destroyed.
     *
     * @param place where it will stand: in any other place it is refused
     */
    public Optional<byte[]> seal(byte[] plain, String place) {
        if (aead == null) {
            return Optional.empty();
        }
        return Optional.of(Thread.currentThread().isVirtual()
                ? CompletableFuture.supplyAsync(() -> sealed(aead, plain, place), SEALING).join()
                : sealed(aead, plain, place));
    }

    private byte[] sealed(Aead aead, byte[] plain, String place) {
        try {
            return aead.encrypt(plain, bound(place));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("It cannot be sealed for " + tenant.value(), e);
        }
    }

    /**
     * What was sealed; nothing where the key was destroyed.
     *
     * @throws SealBroken where it was sealed for another tenant or place, or was changed since
     */
    public Optional<byte[]> open(byte[] sealed, String place) {
        if (aead == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(aead.decrypt(sealed, bound(place)));
        } catch (GeneralSecurityException e) {
            throw new SealBroken(tenant, place, e);
        }
    }

    private byte[] bound(String place) {
        return (tenant.value() + "|" + place).getBytes(UTF_8);
    }

    /** What is kept is not what was sealed there. */
    public static final class SealBroken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SealBroken(TenantId tenant, String place, Throwable cause) {
            super("What is kept of " + tenant.value() + " at " + place + " was not sealed there", cause);
        }
    }
}

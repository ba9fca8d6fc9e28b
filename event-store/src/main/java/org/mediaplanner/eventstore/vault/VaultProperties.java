package org.mediaplanner.eventstore.vault;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.vault}. A master key is 32 random bytes in Base64.
 *
 * @param masterKey wraps the tenants' keys
 * @param masterKeyFile a file with the same
 * @param oldMasterKey one that wrapped them before, or will: it can still be read with
 * @param oldMasterKeyFile a file with the same
 * @param keyFile where a master key is made and kept if no other is given; for a sandbox, not for several nodes
 * @param noticed how long after a key was destroyed another node may still use it, at most
 */
@ConfigurationProperties("mediaplanner.vault")
public record VaultProperties(@Nullable String masterKey, @Nullable Path masterKeyFile, @Nullable String oldMasterKey,
        @Nullable Path oldMasterKeyFile, @Nullable Path keyFile, @DefaultValue("60s") Duration noticed) {

    /** A key has no place in a log. */
    @Override
    public String toString() {
        return "VaultProperties[]";
    }
}

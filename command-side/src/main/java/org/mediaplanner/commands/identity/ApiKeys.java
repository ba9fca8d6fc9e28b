package org.mediaplanner.commands.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;

/** What programs sign in with: a member's rights, or some of them, without a session. Calls block. */
public interface ApiKeys {

    /** How every key begins, so that a leaked one is found by those who look for such. */
    String PREFIX = "mpk_";

    /**
     * A new key of a member.
     *
     * @param scopes permissions, of which none is more than the member's own when the key is used
     * @throws org.mediaplanner.commands.Refusal where there are too many, or a field breaks a rule
     */
    Created create(TenantId tenant, UserId user, String name, List<String> scopes, @Nullable Instant expiresAt);

    /** The keys of {@code tenant} that are not revoked, the newest first. */
    List<Listed> list(TenantId tenant);

    /**
     * Ends a key of {@code tenant}.
     *
     * @return whether there was one
     */
    boolean revoke(TenantId tenant, UUID key);

    /** Whose {@code key} it is; empty for one that is revoked, has ended or never was. Notes that it was used. */
    Optional<Holder> use(String key);

    /** @param key shown this once */
    record Created(Listed listed, String key) {

        /** A key has no place in a log. */
        @Override
        public String toString() {
            return "Created[" + listed.id() + "]";
        }
    }

    /** @param prefix how the key begins, for people to tell it */
    record Listed(UUID id, String name, String prefix, List<String> scopes, UserId createdBy, Instant createdAt,
            @Nullable Instant lastUsedAt, @Nullable Instant expiresAt) {}

    record Holder(UUID key, TenantId tenant, UserId user, List<String> scopes, @Nullable Instant expiresAt) {}
}

package org.mediaplanner.commands.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;

/** What happened at the doors: sign-ins, refusals, keys. Kept for a year. Calls block. */
public interface SecurityEntries {

    void keep(Collection<Entry> entries);

    /**
     * At most {@code limit}, the newest first.
     *
     * @param tenant whose; {@code null} for all, those of nobody's included
     * @param before the last one seen; {@code null} from the newest on
     */
    List<Entry> list(@Nullable TenantId tenant, @Nullable UUID before, int limit);

    /**
     * Something that happened.
     *
     * @param id of version 7, so that ids are in the order of time
     * @param tenant {@code null} where nobody was signed in
     * @param user {@code null} where nobody was signed in
     * @param detail what it was about; never a secret
     */
    record Entry(UUID id, Instant at, @Nullable TenantId tenant, @Nullable UserId user, Kind kind, String address,
            String detail) {}

    /** What can happen at a door. */
    enum Kind {
        SIGNED_IN, SIGN_IN_FAILED, SIGNED_OUT, SESSION_ENDED, REFRESH_REUSED, PASSWORD_CHANGED, PASSWORD_RESET, KEY_MADE, KEY_REVOKED, KEY_USED, IDENTITY_LINKED, IDENTITY_UNLINKED, MEMBER_CHANGED, TENANT_DELETED, REFUSED
    }
}

package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant.MemberStatus;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.gateway.query.Listed;

/** The shapes of what is asked and answered about members. */
final class MemberBodies {

    private MemberBodies() {}

    record MemberList(List<MemberBody> items) implements Listed<MemberBody> {}

    @Schema(name = "Member")
    record MemberBody(UserId userId,
            @Schema(description = "Empty until they come", example = "Ada Lovelace") String name,
            @Schema(example = "ada@example.com") String email, Role role, MemberStatus status,
            @Schema(description = "The advertisers for which they work; all without") @Nullable List<ClientId> clientIds,
            @Nullable Instant invitedAt, @Nullable Instant joinedAt,
            @Schema(description = "When they last signed in or renewed their token here") @Nullable Instant lastSeenAt) {

        static MemberBody of(org.mediaplanner.commands.tenant.Members.Listed member) {
            return new MemberBody(member.userId(), member.name(), member.email(), member.role(), member.status(),
                    member.clients(), member.invitedAt(), member.joinedAt(), member.lastSeenAt());
        }
    }

    record MemberDraft(@Schema(example = "ada@example.com") String email, Role role,
            @Schema(description = "The advertisers for which they are to work; all without") @Nullable List<ClientId> clientIds) {}

    @Schema(name = "InvitedMember")
    record InvitedBody(UserId userId, String name, String email, Role role, MemberStatus status,
            @Nullable List<ClientId> clientIds, @Nullable Instant invitedAt, InvitationBody invitation) {

        @Override
        public String toString() {
            return "InvitedBody[" + userId + "]";
        }
    }

    @Schema(name = "Invitation")
    record InvitationBody(@Schema(description = "To be sent to whoever is invited") String url,
            @Schema(description = "Shown this once; for /auth/invitations/accept") String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "InvitationBody[]";
        }
    }

    /**
     * @param status that the member is to have; only who has come can be suspended
     * @param clientIds the advertisers for which they work; {@code null} in it for all
     */
    record MemberPatch(@Nullable Role role, @Nullable Standing status, @Nullable Change<List<ClientId>> clientIds) {}

    /** What a member's status can be changed to. */
    enum Standing {
        ACTIVE, SUSPENDED
    }
}

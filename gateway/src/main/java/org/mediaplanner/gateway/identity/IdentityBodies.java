package org.mediaplanner.gateway.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** The shapes of what is asked and answered about people. */
final class IdentityBodies {

    private IdentityBodies() {}

    /** An organisation and its first member. */
    record Registration(@Schema(example = "Northwind Media") String organization,
            @Schema(example = "Ada Lovelace") String name, @Schema(example = "ada@example.com") String email,
            @Schema(description = "8 to 72 bytes", example = "correct-horse-battery") String password,
            @Schema(example = "EUR", defaultValue = "EUR") @Nullable Currency currency,
            @Schema(example = "Europe/Berlin", defaultValue = "UTC") @Nullable ZoneId timeZone) {

        @Override
        public String toString() {
            return "Registration[" + organization + "]";
        }
    }

    record Registered(TenantId tenantId, UserId userId) {}

    /** @param tenantId the organisation to work for; the one used last without */
    record Login(@Schema(example = "ada@example.com") String email,
            @Schema(example = "correct-horse-battery") String password, @Nullable TenantId tenantId) {

        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /** @param expiresIn seconds */
    record Tokens(String accessToken, @Schema(example = "Bearer") String tokenType,
            @Schema(description = "Seconds", example = "28800") long expiresIn) {}

    record Me(User user, Organization tenant, Role role,
            @Schema(example = "[\"campaigns:read\", \"campaigns:write\"]") List<String> permissions,
            @Schema(description = "May look after the installation") boolean operator, List<Member> memberships,
            Instant expiresAt) {}

    record User(UserId id, String name, String email) {}

    record Organization(TenantId id, String name) {}

    record Member(TenantId tenantId, String organization, Role role) {}
}

package org.mediaplanner.gateway.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.query.Listed;

/** The shapes of what is asked and answered about people and their ways in. What holds a secret does not show it. */
public final class IdentityBodies {

    private IdentityBodies() {}

    /** An organisation and its first member. */
    record Registration(@Schema(example = "Northwind Media") String organization,
            @Schema(example = "Ada Lovelace") String name, @Schema(example = "ada@example.com") String email,
            @Schema(description = "8 characters to 256 bytes", example = "correct-horse-battery") String password,
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

    record Refresh(String refreshToken) {

        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    record Switch(TenantId tenantId) {}

    /** @param name of who has no account yet */
    record Acceptance(String token, @Schema(example = "Ada Lovelace") @Nullable String name,
            @Schema(description = "A new one, or the one of the account that there is", example = "correct-horse-battery") @Nullable String password,
            @Schema(description = "Of a sign-in with Google, for who has an account that it is linked to") @Nullable String code) {

        @Override
        public String toString() {
            return "Acceptance[]";
        }
    }

    /** @param expiresIn seconds */
    public record Tokens(String accessToken,
            @Schema(description = "Good once; the answer to it holds the next") String refreshToken,
            @Schema(example = "Bearer") String tokenType,
            @Schema(description = "Seconds", example = "900") long expiresIn) {

        @Override
        public String toString() {
            return "Tokens[]";
        }
    }

    record Me(User user, Organization tenant, Role role,
            @Schema(example = "[\"campaigns:read\", \"campaigns:write\"]") List<String> permissions,
            @Schema(description = "May look after the installation") boolean operator,
            @Schema(description = "Whether they sign in with Google too") boolean google, List<Membership> memberships,
            @Schema(description = "The advertisers for which they work; all without") @Nullable List<ClientId> clientIds,
            Instant expiresAt) {}

    record User(UserId id, String name, String email) {}

    record Organization(TenantId id, String name) {}

    record Membership(TenantId tenantId, String organization, Role role) {}

    record PasswordChange(String current,
            @JsonProperty("new") @Schema(description = "8 characters to 256 bytes") String next) {

        @Override
        public String toString() {
            return "PasswordChange[]";
        }
    }

    record Forgotten(@Schema(example = "ada@example.com") String email) {

        @Override
        public String toString() {
            return "Forgotten[]";
        }
    }

    record PasswordReset(String token,
            @JsonProperty("new") @Schema(description = "8 characters to 256 bytes") String next) {

        @Override
        public String toString() {
            return "PasswordReset[]";
        }
    }

    record SessionList(List<SessionBody> items) implements Listed<SessionBody> {}

    @Schema(name = "Session")
    record SessionBody(UUID id, TenantId tenantId, Instant createdAt, Instant lastUsedAt,
            @Schema(example = "192.0.2.1") String address, @Nullable String userAgent,
            @Schema(description = "The one that asks") boolean current) {}

    record ApiKeyDraft(@Schema(example = "Nightly report") String name,
            @Schema(description = "Permissions, as /auth/me shows them", example = "[\"campaigns:read\"]") List<String> scopes,
            @Nullable Instant expiresAt) {}

    record ApiKeyList(List<ApiKeyBody> items) implements Listed<ApiKeyBody> {}

    @Schema(name = "ApiKey")
    record ApiKeyBody(UUID id, String name,
            @Schema(description = "How the key begins", example = "mpk_1a2b3c4d") String prefix,
            List<String> scopes, UserId createdBy, Instant createdAt, @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt) {}

    @Schema(name = "NewApiKey")
    record NewApiKey(UUID id, String name, String prefix, List<String> scopes, Instant createdAt,
            @Nullable Instant expiresAt, @Schema(description = "Used as bearer token; shown this once") String key) {

        @Override
        public String toString() {
            return "NewApiKey[" + id + "]";
        }
    }
}

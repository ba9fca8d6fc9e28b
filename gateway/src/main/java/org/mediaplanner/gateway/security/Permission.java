package org.mediaplanner.gateway.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mediaplanner.events.tenant.TenantEvent.Role;

/** What can be allowed, and to which roles it is; an API key has some of those of whoever made it. */
public enum Permission {

    ANALYTICS_READ(Who.ALL), BUDGETS_READ(Who.ALL), CAMPAIGNS_READ(Who.ALL), CLIENTS_READ(Who.ALL), TENANT_READ(
            Who.ALL), EVENTS_READ(Who.ANALYSTS), EXPORTS_RUN(Who.ANALYSTS), FILES_READ(Who.ANALYSTS), MEMBERS_READ(
                    Who.ANALYSTS), WORKFLOWS_READ(Who.ANALYSTS), BUDGETS_WRITE(Who.PLANNERS), CAMPAIGNS_WRITE(
                            Who.PLANNERS), CLIENTS_WRITE(Who.PLANNERS), FX_RATES_WRITE(Who.PLANNERS), PERFORMANCE_WRITE(
                                    Who.PLANNERS), WORKFLOWS_WRITE(Who.PLANNERS), API_KEYS_WRITE(
                                            Who.ADMINS), PROJECTIONS_READ(Who.ADMINS), SECURITY_READ(
                                                    Who.ADMINS), MEMBERS_WRITE(Who.OWNERS), TENANT_WRITE(Who.OWNERS);

    /** Whoever may more may also less. */
    private static final class Who {

        private static final Set<Role> OWNERS = Set.of(Role.OWNER);
        private static final Set<Role> ADMINS = Set.of(Role.OWNER, Role.ADMIN);
        private static final Set<Role> PLANNERS = Set.of(Role.OWNER, Role.ADMIN, Role.PLANNER);
        private static final Set<Role> ANALYSTS = Set.of(Role.OWNER, Role.ADMIN, Role.PLANNER, Role.ANALYST);
        private static final Set<Role> ALL = Set.of(Role.values());
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Role> roles;
    private final String text;

    Permission(Set<Role> roles) {
        this.roles = roles;
        int last = name().lastIndexOf('_');
        this.text = name().substring(0, last).replace('_', '-').toLowerCase(Locale.ROOT) + ":"
                + name().substring(last + 1).toLowerCase(Locale.ROOT);
    }

    /** As callers see it, {@code campaigns:read}. */
    public String text() {
        return text;
    }

    public boolean isOf(Role role) {
        return roles.contains(role);
    }

    /** Whether it can be had for some advertisers only: what is left, is everybody's or nobody's. */
    public boolean isOfAdvertisers() {
        return switch (this) {
            case ANALYTICS_READ, BUDGETS_READ, CAMPAIGNS_READ, CLIENTS_READ, TENANT_READ, BUDGETS_WRITE,
                    CAMPAIGNS_WRITE ->
                true;
            case EVENTS_READ, EXPORTS_RUN, FILES_READ, MEMBERS_READ, WORKFLOWS_READ, CLIENTS_WRITE, FX_RATES_WRITE,
                    PERFORMANCE_WRITE, WORKFLOWS_WRITE, API_KEYS_WRITE, PROJECTIONS_READ, SECURITY_READ, MEMBERS_WRITE,
                    TENANT_WRITE ->
                false;
        };
    }

    public static Optional<Permission> called(String text) {
        return Arrays.stream(values()).filter(permission -> permission.text.equals(text)).findAny();
    }

    /** All that there are, as callers see them, in the order of the alphabet. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(Permission::text).sorted().toList();
    }
}

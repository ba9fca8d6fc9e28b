package org.mediaplanner.gateway.security;

import static org.mediaplanner.events.tenant.TenantEvent.Role.ADMIN;
import static org.mediaplanner.events.tenant.TenantEvent.Role.ANALYST;
import static org.mediaplanner.events.tenant.TenantEvent.Role.OWNER;
import static org.mediaplanner.events.tenant.TenantEvent.Role.PLANNER;
import static org.mediaplanner.events.tenant.TenantEvent.Role.VIEWER;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mediaplanner.events.tenant.TenantEvent.Role;

/** What can be allowed, and to which roles it is; an API key has some of those of whoever made it. */
public enum Permission {

    ANALYTICS_READ(OWNER, ADMIN, PLANNER, ANALYST, VIEWER), BUDGETS_READ(OWNER, ADMIN, PLANNER, ANALYST,
            VIEWER), BUDGETS_WRITE(OWNER, ADMIN, PLANNER), CAMPAIGNS_READ(OWNER, ADMIN, PLANNER, ANALYST,
                    VIEWER), CAMPAIGNS_WRITE(OWNER, ADMIN, PLANNER), CLIENTS_READ(OWNER, ADMIN, PLANNER, ANALYST,
                            VIEWER), CLIENTS_WRITE(OWNER, ADMIN, PLANNER), EVENTS_READ(OWNER, ADMIN, PLANNER,
                                    ANALYST), EXPORTS_RUN(OWNER, ADMIN, PLANNER, ANALYST), FILES_READ(OWNER, ADMIN,
                                            PLANNER, ANALYST), FX_RATES_WRITE(OWNER, ADMIN, PLANNER), MEMBERS_READ(
                                                    OWNER, ADMIN, PLANNER,
                                                    ANALYST), MEMBERS_WRITE(OWNER), PERFORMANCE_WRITE(OWNER, ADMIN,
                                                            PLANNER), PROJECTIONS_READ(OWNER, ADMIN), TENANT_READ(OWNER,
                                                                    ADMIN, PLANNER, ANALYST,
                                                                    VIEWER), TENANT_WRITE(OWNER), API_KEYS_WRITE(OWNER,
                                                                            ADMIN), WORKFLOWS_READ(OWNER, ADMIN,
                                                                                    PLANNER, ANALYST), WORKFLOWS_WRITE(
                                                                                            OWNER, ADMIN, PLANNER);

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Role> roles;
    private final String text;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
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

    public static Optional<Permission> called(String text) {
        return Arrays.stream(values()).filter(permission -> permission.text.equals(text)).findAny();
    }

    /** All that there are, as callers see them, in the order of the alphabet. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(Permission::text).sorted().toList();
    }
}

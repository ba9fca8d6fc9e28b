package org.mediaplanner.gateway.identity;

import java.util.ArrayList;
import java.util.List;
import org.mediaplanner.events.tenant.TenantEvent.Role;

/** What a role may do, in the words that callers see. */
final class Permissions {

    private static final List<String> READ = List.of("analytics:read", "budgets:read", "campaigns:read",
            "clients:read", "events:read");
    private static final List<String> WRITE = List.of("budgets:write", "campaigns:write", "clients:write",
            "fx-rates:write", "performance:write");

    private Permissions() {}

    static List<String> of(Role role) {
        return switch (role) {
            case OWNER, ADMIN, PLANNER -> {
                List<String> all = new ArrayList<>(READ);
                all.addAll(WRITE);
                yield all.stream().sorted().toList();
            }
            case ANALYST, VIEWER -> READ;
        };
    }
}

package org.mediaplanner.commands.handling;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Names that are unique in a tenant among what is not archived. A name is taken by a row written in the transaction of
 * the event that gives it; of two commands that want it at once, the second waits for the first and is refused.
 */
@Component
public class TakenNames {

    private final JdbcClient jdbc;

    TakenNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Refusal {@code name-taken} where another holds it */
    public void take(TenantId tenant, String kind, String name, String holder) {
        if (!tryTake(tenant, kind, name, holder)) {
            throw Refusal.conflict("name-taken", "Another " + kind + " is called \"" + name + "\"");
        }
    }

    public boolean tryTake(TenantId tenant, String kind, String name, String holder) {
        return jdbc.sql("""
                INSERT INTO command_side.taken_name (tenant_id, kind, name, holder) VALUES (?, ?, ?, ?)
                    ON CONFLICT (tenant_id, kind, name) DO NOTHING
                """).params(tenant.value(), kind, name, holder).update() == 1;
    }

    public void release(TenantId tenant, String kind, String name, String holder) {
        jdbc.sql("DELETE FROM command_side.taken_name WHERE tenant_id = ? AND kind = ? AND name = ? AND holder = ?")
                .params(tenant.value(), kind, name, holder).update();
    }

    /** Frees whatever name {@code holder} has. */
    public void releaseAll(TenantId tenant, String kind, String holder) {
        jdbc.sql("DELETE FROM command_side.taken_name WHERE tenant_id = ? AND kind = ? AND holder = ?")
                .params(tenant.value(), kind, holder).update();
    }

    /** Who holds those of {@code names} that are taken. */
    public Map<String, String> holders(TenantId tenant, String kind, Collection<String> names) {
        Map<String, String> holders = new HashMap<>();
        jdbc.sql("SELECT name, holder FROM command_side.taken_name WHERE tenant_id = ? AND kind = ? AND name = ANY (?)")
                .params(tenant.value(), kind, names.toArray(String[]::new))
                .query(row -> {
                    holders.put(row.getString("name"), row.getString("holder"));
                });
        return holders;
    }
}

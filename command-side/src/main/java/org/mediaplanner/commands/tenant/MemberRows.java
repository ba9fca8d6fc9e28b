package org.mediaplanner.commands.tenant;

import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.erasure.ErasableRows;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The places of an organisation's people, and the accounts of those who have no place elsewhere. */
record MemberRows(JdbcClient jdbc) implements ErasableRows {

    @Override
    public int erase(TenantId tenant, int limit) {
        return jdbc.sql("""
                WITH going AS (
                    SELECT user_id FROM command_side.member WHERE tenant_id = :tenant LIMIT :limit
                ), homeless AS (
                    SELECT user_id FROM going WHERE NOT EXISTS (
                        SELECT FROM command_side.member other
                         WHERE other.user_id = going.user_id AND other.tenant_id <> :tenant)
                ), ended AS (
                    DELETE FROM command_side.session WHERE user_id IN (SELECT user_id FROM homeless)
                ), forgotten AS (
                    DELETE FROM command_side.password_reset WHERE user_id IN (SELECT user_id FROM homeless)
                ), gone AS (
                    DELETE FROM command_side.member
                     WHERE tenant_id = :tenant AND user_id IN (SELECT user_id FROM going) RETURNING 1
                ), erased AS (
                    DELETE FROM command_side.account WHERE user_id IN (SELECT user_id FROM homeless) RETURNING 1
                )
                SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM erased)
                """).param("tenant", tenant.value()).param("limit", limit).query(Integer.class).single();
    }
}

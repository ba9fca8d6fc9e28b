package org.mediaplanner.gateway.consistency;

import java.util.List;
import org.mediaplanner.eventstore.consistency.ConsistencyCheck;
import org.mediaplanner.eventstore.consistency.SqlCheck;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.springframework.stereotype.Component;

/**
 * What commands look up besides their aggregate, compared with read models, which are themselves compared with the log:
 * both tables are folds of the same events.
 */
@Component
class DecidingChecks implements ConsistencyCheck.Source {

    private final SchemaOwner owner;

    DecidingChecks(SchemaOwner owner) {
        this.owner = owner;
    }

    @Override
    public List<ConsistencyCheck> checks() {
        return List.of(names(), campaigns(), fed(), facts(), outcomes(), rates(), answers());
    }

    private SqlCheck check(String name, List<String> processors, String table, String differences) {
        return new SqlCheck(name, owner, processors, "SELECT count(*) FROM command_side." + table, differences);
    }

    private SqlCheck names() {
        return check("taken names", List.of("client", "campaign", "budget"), "taken_name", """
                SELECT tenant_id, kind || ' ' || coalesce(named.holder, taken.holder) AS key, named.name AS expected,
                       taken.name AS found
                  FROM (SELECT tenant_id, 'client' AS kind, client_id AS holder, name FROM query_side.client
                         WHERE NOT archived
                         UNION ALL
                        SELECT tenant_id, 'campaign', campaign_id, name FROM query_side.campaign
                         WHERE phase <> 'ARCHIVED'
                         UNION ALL
                        SELECT tenant_id, 'budget', budget_id, name FROM query_side.budget WHERE NOT closed) AS named
                  FULL JOIN command_side.taken_name taken USING (tenant_id, kind, holder)
                 WHERE named.name IS DISTINCT FROM taken.name""");
    }

    private SqlCheck campaigns() {
        return check("campaign register", List.of("campaign", "campaign-total"), "campaign_register", """
                SELECT tenant_id, campaign_id AS key, seen.entry AS expected, known.entry AS found
                  FROM (SELECT tenant_id, campaign_id,
                               concat_ws(' ', name, currency, coalesce(cost_micros, 0)) AS entry
                          FROM query_side.campaign LEFT JOIN query_side.campaign_total USING (tenant_id, campaign_id))
                           AS seen
                  FULL JOIN (SELECT tenant_id, campaign_id, concat_ws(' ', name, currency, spent_micros) AS entry
                               FROM command_side.campaign_register) AS known USING (tenant_id, campaign_id)
                 WHERE seen.entry IS DISTINCT FROM known.entry""");
    }

    private SqlCheck fed() {
        return check("fed campaigns", List.of("budget"), "campaign_register",
                """
                        SELECT tenant_id, campaign_id AS key, feeding.budget_id AS expected, known.fed_by AS found
                          FROM (SELECT tenant_id, budget_id, campaign_id
                                  FROM query_side.budget, jsonb_each(state::jsonb -> 'allocations') AS share (campaign_id, money)
                                 WHERE (money ->> 'micros')::bigint <> 0) AS feeding
                          FULL JOIN (SELECT tenant_id, campaign_id, fed_by FROM command_side.campaign_register
                                      WHERE fed_by IS NOT NULL) AS known USING (tenant_id, campaign_id)
                         WHERE feeding.budget_id IS DISTINCT FROM known.fed_by""");
    }

    private SqlCheck facts() {
        String values = "period_days, impressions, clicks, cost_micros, conversion_millionths, conversion_value_micros";
        return check("known facts", List.of("fact-version"), "known_fact", """
                SELECT tenant_id, campaign_id || ' ' || day AS key, seen.fact AS expected, known.fact AS found
                  FROM (SELECT DISTINCT ON (tenant_id, campaign_id, day) tenant_id, campaign_id, day,
                               concat_ws(' ', %1$s) AS fact
                          FROM query_side.fact_version ORDER BY tenant_id, campaign_id, day, global_index DESC) AS seen
                  FULL JOIN (SELECT tenant_id, campaign_id, day, concat_ws(' ', %1$s) AS fact
                               FROM command_side.known_fact) AS known USING (tenant_id, campaign_id, day)
                 WHERE seen.fact IS DISTINCT FROM known.fact""".formatted(values));
    }

    private SqlCheck outcomes() {
        return check("known outcomes", List.of("outcome"), "known_outcome", """
                SELECT tenant_id, name || ' ' || day AS key, seen.entry AS expected, known.entry AS found
                  FROM (SELECT tenant_id, name, day, concat_ws(' ', period_days, currency, value) AS entry
                          FROM query_side.outcome) AS seen
                  FULL JOIN (SELECT tenant_id, name, day, concat_ws(' ', period_days, currency, value) AS entry
                               FROM command_side.known_outcome) AS known USING (tenant_id, name, day)
                 WHERE seen.entry IS DISTINCT FROM known.entry""");
    }

    private SqlCheck rates() {
        return check("known rates", List.of("fx-rate"), "known_rate", """
                SELECT tenant_id, concat_ws(' ', from_currency, to_currency, day) AS key,
                       concat_ws(' ', seen.rate, seen.source) AS expected,
                       concat_ws(' ', known.rate, known.source) AS found
                  FROM query_side.fx_rate seen
                  FULL JOIN command_side.known_rate known USING (tenant_id, from_currency, to_currency, day)
                 WHERE (seen.rate, seen.source) IS DISTINCT FROM (known.rate, known.source)""");
    }

    /** Whoever repeats a command is told of an event that there is. */
    private SqlCheck answers() {
        return check("kept answers", List.of(), "kept_answer", """
                SELECT tenant_id, scope || ' ' || key AS key, NULL AS expected, 'event ' || position AS found
                  FROM command_side.kept_answer kept
                 WHERE position IS NOT NULL AND NOT EXISTS (
                       SELECT FROM event_store.domain_event event
                        WHERE event.global_index = kept.position AND event.tenant_id = kept.tenant_id)""");
    }
}

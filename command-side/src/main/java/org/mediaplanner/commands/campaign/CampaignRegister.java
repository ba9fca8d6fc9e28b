package org.mediaplanner.commands.campaign;

import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What commands of other aggregates must know of campaigns at once and exactly: currency, observed spend, and the
 * ledger that feeds them. Written in the transaction of the events that say so; rows are locked in order of their ids.
 */
@Component
public class CampaignRegister {

    private final JdbcClient jdbc;

    CampaignRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param fedBy the ledger whose money is allocated to it, if one is
     * @param spent observed spend, whatever day it was on
     */
    public record Entry(CampaignId id, String name, Money spent, @Nullable BudgetId fedBy) {

        public Currency currency() {
            return spent.currency();
        }
    }

    void add(TenantId tenant, CampaignId id, String name, Currency currency) {
        jdbc.sql("""
                INSERT INTO command_side.campaign_register (tenant_id, campaign_id, name, currency)
                VALUES (?, ?, ?, ?)
                """).params(tenant.value(), id.value(), name, currency.getCurrencyCode()).update();
    }

    void rename(TenantId tenant, CampaignId id, String name) {
        jdbc.sql("UPDATE command_side.campaign_register SET name = ? WHERE tenant_id = ? AND campaign_id = ?")
                .params(name, tenant.value(), id.value()).update();
    }

    /** The entries of those of {@code ids} that are campaigns of the tenant, locked until the transaction ends. */
    public Map<CampaignId, Entry> lock(TenantId tenant, Collection<CampaignId> ids) {
        return find(tenant, ids, "ORDER BY campaign_id FOR UPDATE");
    }

    /** As {@link #lock}, without locking. */
    public Map<CampaignId, Entry> find(TenantId tenant, Collection<CampaignId> ids) {
        return find(tenant, ids, "");
    }

    private Map<CampaignId, Entry> find(TenantId tenant, Collection<CampaignId> ids, String suffix) {
        Map<CampaignId, Entry> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        jdbc.sql("""
                SELECT campaign_id, name, currency, spent_micros, fed_by FROM command_side.campaign_register
                 WHERE tenant_id = ? AND campaign_id = ANY (?)
                """ + suffix)
                .params(tenant.value(), ids.stream().distinct().map(CampaignId::value).toArray(String[]::new))
                .query(row -> {
                    CampaignId id = CampaignId.of(row.getString("campaign_id"));
                    String fedBy = row.getString("fed_by");
                    found.put(id, new Entry(id, row.getString("name"),
                            Money.ofMicros(row.getLong("spent_micros"), row.getString("currency")),
                            fedBy == null ? null : BudgetId.of(fedBy)));
                });
        return found;
    }

    /** Adds what was observed (or takes off, where it was restated). */
    public void spend(TenantId tenant, Map<CampaignId, Money> deltas) {
        CampaignId[] ids = deltas.keySet().toArray(CampaignId[]::new);
        Long[] micros = new Long[ids.length];
        String[] values = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            values[i] = ids[i].value();
            Money delta = deltas.get(ids[i]);
            micros[i] = delta == null ? 0L : delta.micros();
        }
        jdbc.sql("""
                UPDATE command_side.campaign_register register
                   SET spent_micros = register.spent_micros + observed.delta
                  FROM unnest(?::text[], ?::bigint[]) AS observed (campaign_id, delta)
                 WHERE register.tenant_id = ? AND register.campaign_id = observed.campaign_id
                """).params(values, micros, tenant.value()).update();
    }

    /** From now on {@code ledger} feeds the campaign, or no ledger where it is {@code null}. */
    public void feed(TenantId tenant, CampaignId id, @Nullable BudgetId ledger) {
        jdbc.sql("UPDATE command_side.campaign_register SET fed_by = ? WHERE tenant_id = ? AND campaign_id = ?")
                .param(ledger == null ? null : ledger.value()).param(tenant.value()).param(id.value()).update();
    }
}

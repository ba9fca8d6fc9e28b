package org.mediaplanner.bench.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.bench.Copies;
import org.mediaplanner.bench.Node;
import org.mediaplanner.bench.command.Campaigns;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.budget.BudgetCommand.AllocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.FundBudget;
import org.mediaplanner.commands.budget.BudgetCommand.OpenBudget;
import org.mediaplanner.commands.campaign.CampaignCommand.EditCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.ResumeCampaign;
import org.mediaplanner.commands.client.ClientCommand.CreateClient;
import org.mediaplanner.commands.client.ClientCommand.EditClient;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.commands.performance.PerformanceCommand.RateInput;
import org.mediaplanner.commands.performance.PerformanceCommand.RecordFxRates;
import org.mediaplanner.commands.performance.PerformanceCommand.ReportFacts;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant with a mixed history, given by commands, and copies of it: whole tenants under ids of their own. */
public final class Histories {

    private static final int CAMPAIGNS = 20;
    private static final int EDITS = 3;
    private static final int LEDGERS = 3;
    private static final int DAYS = 45;
    private static final int CAMPAIGNS_OF_A_DAY = 5;

    /** Ids end in a UUID whose first eight digits are the time: others in their place make another id. */
    private static final Pattern ID = Pattern.compile("_[0-9a-f]{8}-");

    private final Commands commands;
    private final JdbcClient jdbc;
    private final Copies store;
    private final Caller original;
    private final List<RecordedEvent<?>> history;
    private int copies;

    public Histories(Node node) {
        this.commands = node.bean(Commands.class);
        this.jdbc = node.bean(JdbcClient.class);
        this.store = new Copies(node);
        this.original = Campaigns.tenant(node);
        live();
        this.history = node.bean(EventLog.class).between(0, Long.MAX_VALUE).stream()
                .filter(event -> event.tenantId().equals(original.tenantId())).toList();
    }

    /** Copies whole tenants until at least {@code events} were added; how many were. */
    public long add(long events) {
        long added = 0;
        while (added < events) {
            String digits = "_%08x-".formatted(++copies);
            store.append(history, Stream.of(text -> ID.matcher(text).replaceAll(digits)));
            added += history.size();
        }
        return added;
    }

    /** How many events there are of each kind in one tenant. */
    public List<String> mix() {
        return jdbc.sql("""
                SELECT count(*) || ' ' || payload_type FROM event_store.domain_event WHERE tenant_id = ?
                 GROUP BY payload_type ORDER BY count(*) DESC, payload_type
                """).param(original.tenantId().value()).query(String.class).list();
    }

    private void live() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ClientId client = ClientId.next();
        give(new CreateClient(client, "Advertiser", null, List.of("retail")));
        give(new EditClient(client, 1, null, null, Change.to(List.of("retail", "dach"))));
        List<CampaignId> campaigns = new ArrayList<>();
        for (int i = 0; i < CAMPAIGNS; i++) {
            CampaignId campaign = CampaignId.next();
            campaigns.add(campaign);
            give(Campaigns.creation(campaign, "Campaign " + i));
            give(new LaunchCampaign(campaign, 1));
            long version = 2;
            for (int edit = 0; edit < EDITS; edit++) {
                give(tagged(campaign, version++, List.of("round-" + edit)));
                give(new PauseCampaign(campaign, version++, "Out of stock"));
                give(new ResumeCampaign(campaign, version++));
            }
        }
        for (int i = 0; i < LEDGERS; i++) {
            BudgetId ledger = BudgetId.next();
            give(new OpenBudget(ledger, "Ledger " + i, Currency.getInstance("EUR"), client));
            give(new FundBudget(ledger, 1, Money.of("100000", "EUR"), "Year"));
            for (int share = 0; share < CAMPAIGNS_OF_A_DAY; share++) {
                give(new AllocateBudget(ledger, 2 + share, campaigns.get(i * CAMPAIGNS_OF_A_DAY + share),
                        Money.of("1000", "EUR"), null));
            }
        }
        for (int day = 0; day < DAYS; day++) {
            facts(campaigns, today.minusDays(day + 1L), 100 + day);
            if (day % 3 == 0) {
                facts(campaigns, today.minusDays(day + 1L), 130 + day);
            }
        }
        give(new RecordFxRates(BatchId.next(), List.of(new RateInput(Currency.getInstance("USD"),
                Currency.getInstance("EUR"), today.minusDays(1), new BigDecimal("0.9"), "bank"))));
    }

    private void facts(List<CampaignId> campaigns, LocalDate day, int impressions) {
        give(new ReportFacts(BatchId.next(), Source.API, IntStream.range(0, CAMPAIGNS_OF_A_DAY)
                .mapToObj(place -> new FactInput(
                        campaigns.get((day.getDayOfMonth() * CAMPAIGNS_OF_A_DAY + place) % CAMPAIGNS), day, 1,
                        BigDecimal.valueOf(impressions), BigDecimal.valueOf(impressions / 10), Money.of("12.34",
                                "EUR"),
                        BigDecimal.ONE, Money.of("50", "EUR")))
                .toList()));
    }

    private static EditCampaign tagged(CampaignId campaign, long version, List<String> tags) {
        @Nullable
        Change<String> none = null;
        return new EditCampaign(campaign, version, none, none, none, null, null, null, null, null, null, null, null,
                Change.to(tags), null);
    }

    private void give(Command<?> command) {
        commands.send(original, command);
    }
}

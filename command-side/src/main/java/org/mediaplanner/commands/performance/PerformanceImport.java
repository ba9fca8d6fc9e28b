package org.mediaplanner.commands.performance;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignCommands;
import org.mediaplanner.commands.campaign.CampaignRegister;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.LongTransaction;
import org.mediaplanner.commands.handling.TakenNames;
import org.mediaplanner.commands.performance.FactLedger.Applied;
import org.mediaplanner.commands.performance.ImportedFile.ImportedFact;
import org.mediaplanner.commands.performance.PerformanceCommand.ImportPerformance;
import org.mediaplanner.commands.performance.PerformanceCommand.Imported;
import org.mediaplanner.commands.performance.PerformanceCommand.PreviewImport;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.Outcome;
import org.mediaplanner.events.performance.PerformanceEvent.OutcomesReported;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;

/** Applies a file in one transaction: finds or creates its campaigns, then reports its facts and outcomes. */
@Component
class PerformanceImport {

    private static final int OUTCOMES_PER_EVENT = 1_000;

    private final Aggregates aggregates;
    private final CampaignCommands campaigns;
    private final CampaignRegister register;
    private final TakenNames names;
    private final FactLedger ledger;
    private final KnownSeries series;
    private final ImportForecast forecast;
    private final LongTransaction transaction;

    PerformanceImport(Aggregates aggregates, CampaignCommands campaigns, CampaignRegister register, TakenNames names,
            FactLedger ledger, KnownSeries series, ImportForecast forecast, LongTransaction transaction) {
        this.aggregates = aggregates;
        this.campaigns = campaigns;
        this.register = register;
        this.names = names;
        this.ledger = ledger;
        this.series = series;
        this.forecast = forecast;
        this.transaction = transaction;
    }

    ImportPreview preview(PreviewImport command, Caller caller) {
        transaction.takeTime();
        Map<String, CampaignId> ids = known(caller.tenantId(), command.file());
        Map<CampaignId, Entry> entries = register.find(caller.tenantId(), ids.values());
        checkCurrencies(command.file().facts(), ids, entries);
        return forecast.of(caller.tenantId(), command.file(), ids, entries);
    }

    Imported carryOut(ImportPerformance command, Caller caller) {
        TenantId tenant = caller.tenantId();
        ImportedFile file = command.file();
        transaction.takeTime();
        Map<String, CampaignId> ids = known(tenant, file);
        requireAsApproved(command, ids, tenant);
        int created = create(file.byCampaign(), ids, file.createCampaigns(), caller);

        Map<CampaignId, Entry> entries = register.lock(tenant, ids.values());
        checkCurrencies(file.facts(), ids, entries);
        List<Fact> facts = file.facts().stream()
                .map(fact -> new Fact(required(ids, fact.campaign()), fact.date(), fact.values())).toList();
        Applied applied = ledger.apply(tenant, command.batchId(), Source.IMPORT, entries, facts,
                (index, message) -> Violation.atLine(file.facts().get(index).line(), "date", message));
        List<Outcome> outcomes = series.change(tenant, file.outcomes());
        List<DomainEvent> events = new ArrayList<>(applied.events());
        Chunks.of(outcomes, OUTCOMES_PER_EVENT)
                .forEach(chunk -> events.add(new OutcomesReported(command.batchId(), Source.IMPORT, chunk)));
        transaction.hurry();
        if (!events.isEmpty()) {
            aggregates.appendBatch(PerformanceCommands.KIND, command.batchId().value(), events);
        }
        return new Imported(file.rows(), facts.size(), created, applied.counts().accepted(),
                applied.counts().restated(), applied.counts().unchanged(), file.outcomes().size());
    }

    /** The ids of those of the file's campaigns that there are, by name. */
    private Map<String, CampaignId> known(TenantId tenant, ImportedFile file) {
        Map<String, CampaignId> ids = new HashMap<>();
        names.holders(tenant, CampaignCommands.KIND,
                file.facts().stream().map(ImportedFact::campaign).collect(Collectors
                        .toSet()))
                .forEach((name, holder) -> ids.put(name, CampaignId.of(holder)));
        return ids;
    }

    private void requireAsApproved(ImportPerformance command, Map<String, CampaignId> ids, TenantId tenant) {
        if (command.digest() != null && !command.digest().equals(forecast.of(tenant, command.file(), ids, register.lock(
                tenant, ids.values())).digest())) {
            throw Refusal.conflict("stale", "What would change now is not what was approved");
        }
    }

    private int create(Map<String, List<ImportedFact>> byCampaign, Map<String, CampaignId> ids, boolean allowed,
            Caller caller) {
        List<Violation> violations = new ArrayList<>();
        int created = 0;
        for (Map.Entry<String, List<ImportedFact>> campaign : byCampaign.entrySet()) {
            if (ids.containsKey(campaign.getKey())) {
                continue;
            }
            int line = campaign.getValue().getFirst().line();
            if (!allowed) {
                violations
                        .add(Violation.atLine(line, "campaign", "there is no campaign \"" + campaign.getKey() + "\""));
                continue;
            }
            try {
                CampaignId id = CampaignId.next();
                campaigns.handle(CampaignOfFile.creation(id, campaign.getKey(), campaign.getValue()), caller);
                ids.put(campaign.getKey(), id);
                created++;
            } catch (Refusal refusal) {
                violations.addAll(CampaignOfFile.atLine(line, refusal.violations()));
                if (refusal.violations().isEmpty()) {
                    throw refusal;
                }
            }
        }
        if (!violations.isEmpty()) {
            throw Refusal.rules("invalid-rows", "Campaigns of the file cannot be used", violations);
        }
        return created;
    }

    private static void checkCurrencies(List<ImportedFact> facts, Map<String, CampaignId> ids,
            Map<CampaignId, Entry> entries) {
        List<Violation> violations = new ArrayList<>();
        for (ImportedFact fact : facts) {
            CampaignId id = ids.get(fact.campaign());
            if (id == null) {
                continue;
            }
            Entry entry = entries.get(id);
            if (entry == null) {
                throw new IllegalStateException(fact.campaign() + " has a name and no entry in the register");
            }
            Currency currency = fact.values().cost().currency();
            if (!entry.currency().equals(currency)) {
                violations.add(Violation.atLine(fact.line(), "currency", "the campaign \"" + fact.campaign()
                        + "\" is in " + entry.currency() + ", the file in " + currency));
            }
        }
        if (!violations.isEmpty()) {
            throw Refusal.rules("currency-mismatch", "Campaigns are in another currency", violations);
        }
    }

    private static CampaignId required(Map<String, CampaignId> ids, String name) {
        CampaignId id = ids.get(name);
        if (id == null) {
            throw new IllegalStateException("The campaign " + name + " was neither found nor created");
        }
        return id;
    }
}

package org.mediaplanner.commands.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignRegister;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.performance.PerformanceCommand.FactsReported;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceRestated;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;

/** Applies facts that were found sound: compares, writes what is known now, and tells which events follow. */
@Component
class FactLedger {

    /** Large enough to be cheap, small enough to be folded and shown. */
    private static final int FACTS_PER_EVENT = 1_000;

    private final KnownFacts knownFacts;
    private final CampaignRegister register;

    FactLedger(KnownFacts knownFacts, CampaignRegister register) {
        this.knownFacts = knownFacts;
        this.register = register;
    }

    /** @param events what happened, to be appended */
    record Applied(FactsReported counts, List<DomainEvent> events) {}

    /** Applies {@code facts} wholly, or refuses them naming every overlap; {@code campaigns} are locked. */
    Applied apply(TenantId tenant, BatchId batch, Source source, Map<CampaignId, Entry> campaigns, List<Fact> facts,
            BiFunction<Integer, String, Violation> violation) {
        FactComparison comparison = FactComparison.of(knownFacts.around(tenant, campaigns, facts), facts, violation);
        if (!comparison.violations().isEmpty()) {
            throw Refusal.rules("overlapping-periods", "Periods of the same campaign must not overlap",
                    comparison.violations());
        }
        List<Fact> changed = Stream.concat(comparison.reported().stream(), comparison.restated().stream()
                .map(restated -> new Fact(restated.campaignId(), restated.date(), restated.after()))).toList();
        if (!changed.isEmpty()) {
            knownFacts.put(tenant, changed);
            register.spend(tenant, comparison.spend());
        }
        List<DomainEvent> events = new ArrayList<>();
        for (List<Fact> chunk : Chunks.of(comparison.reported(), FACTS_PER_EVENT)) {
            events.add(new PerformanceReported(batch, source, chunk));
        }
        for (List<Restatement> chunk : Chunks.of(comparison.restated(), FACTS_PER_EVENT)) {
            events.add(new PerformanceRestated(batch, source, chunk));
        }
        return new Applied(new FactsReported(comparison.reported().size(), comparison.restated().size(),
                comparison.unchanged()), events);
    }
}

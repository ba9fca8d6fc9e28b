package org.mediaplanner.commands.performance;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignRegister;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.performance.FactLedger.Applied;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.commands.performance.PerformanceCommand.FactsReported;
import org.mediaplanner.commands.performance.PerformanceCommand.ImportPerformance;
import org.mediaplanner.commands.performance.PerformanceCommand.PreviewImport;
import org.mediaplanner.commands.performance.PerformanceCommand.RateInput;
import org.mediaplanner.commands.performance.PerformanceCommand.RatesRecorded;
import org.mediaplanner.commands.performance.PerformanceCommand.RecordFxRates;
import org.mediaplanner.commands.performance.PerformanceCommand.ReportFacts;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.springframework.stereotype.Component;

/** Carries out what is told of the world outside. */
@Component
class PerformanceCommands implements CommandFamily<PerformanceCommand> {

    static final String KIND = "performance";
    private static final int RATES = 10_000;
    private static final int SOURCE_LENGTH = 100;
    private static final BigDecimal LARGEST_RATE = BigDecimal.valueOf(1_000_000_000);
    private static final int RATE_DIGITS = 12;

    private final Aggregates aggregates;
    private final CampaignRegister register;
    private final FactLedger ledger;
    private final PerformanceImport performanceImport;
    private final KnownSeries series;
    private final Clock clock;

    PerformanceCommands(Aggregates aggregates, CampaignRegister register, FactLedger ledger,
            PerformanceImport performanceImport, KnownSeries series, Clock clock) {
        this.aggregates = aggregates;
        this.register = register;
        this.ledger = ledger;
        this.performanceImport = performanceImport;
        this.series = series;
        this.clock = clock;
    }

    @Override
    public Class<PerformanceCommand> commands() {
        return PerformanceCommand.class;
    }

    @Override
    public Object handle(PerformanceCommand command, Caller caller) {
        return switch (command) {
            case ReportFacts report -> report(report, caller);
            case ImportPerformance fileImport -> performanceImport.carryOut(fileImport, caller);
            case PreviewImport preview -> performanceImport.preview(preview, caller);
            case RecordFxRates rates -> record(rates, caller);
        };
    }

    private FactsReported report(ReportFacts command, Caller caller) {
        if (command.facts().isEmpty()) {
            throw Refusal.rule("invalid", "facts", "must hold a fact");
        }
        if (command.facts().size() > FactRules.ROWS) {
            throw Refusal.tooLarge("One request carries at most " + FactRules.ROWS + " facts");
        }
        Map<CampaignId, Entry> campaigns = register.lock(caller.tenantId(),
                command.facts().stream().map(FactInput::campaignId).collect(Collectors.toSet()));
        FactRules rules = new FactRules(campaigns, LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14)));
        List<Fact> facts = rules.facts(command.facts());
        if (!rules.violations().isEmpty()) {
            throw Refusal.rules("invalid", rules.violations().size() + " of the facts' values break a rule",
                    rules.violations());
        }
        Applied applied = ledger.apply(caller.tenantId(), command.batchId(), command.source(), campaigns, facts,
                (index, message) -> Violation.atIndex(index, "periodDays", message));
        if (!applied.events().isEmpty()) {
            aggregates.appendBatch(KIND, command.batchId().value(), applied.events());
        }
        return applied.counts();
    }

    private RatesRecorded record(RecordFxRates command, Caller caller) {
        checkRates(command.rates());
        List<FxRate> changed = series.changeRates(caller.tenantId(), command.rates());
        if (!changed.isEmpty()) {
            aggregates.appendBatch(KIND, command.batchId().value(),
                    List.of(new FxRatesRecorded(command.batchId(), changed)));
        }
        return new RatesRecorded(changed.size(), command.rates().size() - changed.size());
    }

    private static void checkRates(List<RateInput> rates) {
        if (rates.size() > RATES) {
            throw Refusal.tooLarge("One request carries at most " + RATES + " rates");
        }
        List<Violation> violations = new ArrayList<>();
        if (rates.isEmpty()) {
            violations.add(Violation.of("items", "must hold a rate"));
        }
        for (int i = 0; i < rates.size(); i++) {
            RateInput rate = rates.get(i);
            String field = "items[" + i + "]";
            if (rate.rate().signum() <= 0 || rate.rate().compareTo(LARGEST_RATE) > 0
                    || rate.rate().stripTrailingZeros().scale() > RATE_DIGITS) {
                violations.add(Violation.of(field + ".rate",
                        "must be positive, at most " + LARGEST_RATE + ", with at most " + RATE_DIGITS + " decimals"));
            }
            if (rate.from().equals(rate.to())) {
                violations.add(Violation.of(field + ".to", "must be another currency than from"));
            }
            if (rate.source().isBlank() || rate.source().length() > SOURCE_LENGTH) {
                violations.add(Violation.of(field + ".source", "must have 1 to " + SOURCE_LENGTH + " characters"));
            }
        }
        long distinct = rates.stream().map(rate -> List.of(rate.from(), rate.to(), rate.date())).distinct().count();
        if (distinct != rates.size()) {
            violations.add(Violation.of("items", "must not name the same pair and day twice"));
        }
        if (!violations.isEmpty()) {
            throw Refusal.rules("invalid", "The rates break " + violations.size() + " rule(s)", violations);
        }
    }
}

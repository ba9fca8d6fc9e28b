package org.mediaplanner.commands.performance;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignCommand.CreateCampaign;
import org.mediaplanner.commands.performance.ImportedFile.ImportedFact;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;

/** The campaign that a file makes of the rows that name one there is not yet. */
final class CampaignOfFile {

    private CampaignOfFile() {}

    /** Its flight spans what was measured, its budget is what was spent. */
    static CreateCampaign creation(CampaignId id, String name, List<ImportedFact> facts) {
        ImportedFact first = facts.getFirst();
        LocalDate start = facts.stream().map(ImportedFact::date).min(LocalDate::compareTo).orElseThrow();
        LocalDate end = facts.stream().map(fact -> fact.date().plusDays(fact.values().periodDays() - 1L))
                .max(LocalDate::compareTo).orElseThrow();
        Currency currency = first.values().cost().currency();
        Money cost = Money.sum(facts.stream().map(fact -> fact.values().cost()).toList(), currency);
        return new CreateCampaign(id, name, first.channel(), first.platform(), Objective.OTHER, start, end, null,
                new CampaignBudget(CampaignBudget.Type.TOTAL, cost), Pacing.EVEN, null, null, List.of(), null);
    }

    /** What is wrong with it, at the line where the file first names it. */
    static List<Violation> atLine(int line, List<Violation> violations) {
        return violations.stream()
                .map(violation -> Violation.atLine(line, "campaign." + violation.field(), violation.message()))
                .toList();
    }
}

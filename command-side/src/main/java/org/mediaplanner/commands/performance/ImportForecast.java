package org.mediaplanner.commands.performance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignCommands;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.performance.ImportPreview.Sample;
import org.mediaplanner.commands.performance.ImportedFile.ImportedFact;
import org.mediaplanner.commands.performance.ImportedFile.ImportedOutcome;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;

/** Foretells what a file would change, by the same comparison that applying it makes. */
@Component
class ImportForecast {

    private static final int SAMPLES = 20;

    private final KnownFacts knownFacts;

    ImportForecast(KnownFacts knownFacts) {
        this.knownFacts = knownFacts;
    }

    /**
     * What {@code file} would change.
     *
     * @param ids of those of its campaigns that there are, by name
     */
    ImportPreview of(TenantId tenant, ImportedFile file, Map<String, CampaignId> ids, Map<CampaignId, Entry> entries) {
        List<Violation> violations = new ArrayList<>();
        Map<String, CampaignId> all = new HashMap<>(ids);
        Map<String, List<ImportedFact>> byCampaign = file.byCampaign();
        List<Fact> facts = new ArrayList<>(file.facts().size());
        for (ImportedFact fact : file.facts()) {
            CampaignId id = all.get(fact.campaign());
            if (id == null) {
                id = CampaignId.next();
                all.put(fact.campaign(), id);
                if (file.createCampaigns()) {
                    violations.addAll(CampaignOfFile.atLine(fact.line(), CampaignCommands.unfit(
                            CampaignOfFile.creation(id, fact.campaign(), required(byCampaign, fact)))));
                } else {
                    violations.add(Violation.atLine(fact.line(), "campaign", "there is no campaign \"" + fact.campaign()
                            + "\""));
                }
            }
            facts.add(new Fact(id, fact.date(), fact.values()));
        }
        FactComparison comparison = FactComparison.of(knownFacts.around(tenant, entries, facts), facts,
                (index, message) -> Violation.atLine(file.facts().get(index).line(), "date", message));
        violations.addAll(comparison.violations());
        Map<CampaignId, String> names = new HashMap<>();
        all.forEach((name, id) -> names.put(id, name));
        return new ImportPreview(violations, comparison.reported().size(), comparison.restated().size(), comparison
                .unchanged(), all.size() - ids.size(), samples(comparison, names),
                digest(comparison, names, file
                        .outcomes()));
    }

    private static List<ImportedFact> required(Map<String, List<ImportedFact>> byCampaign, ImportedFact fact) {
        return Objects.requireNonNull(byCampaign.get(fact.campaign()));
    }

    private static List<Sample> samples(FactComparison comparison, Map<CampaignId, String> names) {
        Stream<Sample> changed = comparison.restated().stream().map(change -> new Sample(key(names, change.campaignId(),
                change.date()), "cost", change.before().cost().toString(), change.after().cost().toString()));
        Stream<Sample> made = comparison.reported().stream().map(fact -> new Sample(key(names, fact.campaignId(), fact
                .date()), "cost", null, fact.values().cost().toString()));
        return Stream.concat(changed.limit(SAMPLES / 2), made).limit(SAMPLES).toList();
    }

    private static String digest(FactComparison comparison, Map<CampaignId, String> names,
            List<ImportedOutcome> outcomes) {
        MessageDigest digest = sha256();
        for (Fact fact : comparison.reported()) {
            take(digest, "+" + key(names, fact.campaignId(), fact.date()) + fact.values());
        }
        for (Restatement change : comparison.restated()) {
            take(digest, "~" + key(names, change.campaignId(), change.date()) + change.before() + change.after());
        }
        outcomes.forEach(outcome -> take(digest, "=" + outcome));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String key(Map<CampaignId, String> names, CampaignId id, LocalDate date) {
        return names.get(id) + ", " + date;
    }

    private static void take(MessageDigest digest, String change) {
        digest.update(change.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

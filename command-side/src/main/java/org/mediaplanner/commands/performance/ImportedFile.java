package org.mediaplanner.commands.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.performance.FactValues;

/**
 * What a file says once it is read and checked.
 *
 * @param rows data rows
 * @param createCampaigns whether campaigns that are not known by name are to be created
 */
public record ImportedFile(int rows, boolean createCampaigns, List<ImportedFact> facts,
        List<ImportedOutcome> outcomes) {

    /** @param line where the campaign and day first stand, for errors */
    public record ImportedFact(int line, String campaign, String channel, String platform, LocalDate date,
            FactValues values) {}

    /** @param currency of a money series; {@code null} for a count */
    public record ImportedOutcome(int line, String name, LocalDate date, int periodDays,
            @Nullable Currency currency, BigDecimal value) {}

    /** The facts of each campaign, in the order in which the file first names them. */
    Map<String, List<ImportedFact>> byCampaign() {
        return facts.stream().collect(Collectors.groupingBy(ImportedFact::campaign, LinkedHashMap::new,
                Collectors.toList()));
    }
}

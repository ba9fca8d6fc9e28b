package org.mediaplanner.commands.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Command;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.Source;

/** What can be told of the world outside. */
public sealed interface PerformanceCommand {

    BatchId batchId();

    /** Facts of campaigns, applied wholly or not at all; what is known already changes nothing. */
    record ReportFacts(BatchId batchId, Source source, List<FactInput> facts)
            implements PerformanceCommand, Command<FactsReported> {}

    /**
     * A file read by {@code PerformanceCsv}: campaigns that it names are found or created, its rows applied wholly.
     *
     * @param digest of the preview that somebody approved: refused as {@code stale} where anything else would change
     */
    record ImportPerformance(BatchId batchId, ImportedFile file, @Nullable String digest)
            implements PerformanceCommand, Command<Imported> {

        public ImportPerformance(BatchId batchId, ImportedFile file) {
            this(batchId, file, null);
        }
    }

    /** What importing {@code file} would change. Changes nothing. */
    record PreviewImport(BatchId batchId, ImportedFile file) implements PerformanceCommand, Command<ImportPreview> {}

    record RecordFxRates(BatchId batchId, List<RateInput> rates)
            implements PerformanceCommand, Command<RatesRecorded> {}

    /**
     * One row. A value that is not given is zero.
     *
     * @param periodDays days covered from {@code date} on, 1 to 366
     * @param impressions whole; {@code 3.0} is 3
     * @param clicks whole
     */
    record FactInput(CampaignId campaignId, LocalDate date, int periodDays, @Nullable BigDecimal impressions,
            @Nullable BigDecimal clicks, @Nullable Money cost, @Nullable BigDecimal conversions,
            @Nullable Money conversionValue) {}

    /** @param rate units of {@code to} for one of {@code from} on {@code date} */
    record RateInput(Currency from, Currency to, LocalDate date, BigDecimal rate, String source) {}

    /** How many facts were new, changed, and known already. */
    record FactsReported(int accepted, int restated, int unchanged) {}

    /**
     * @param rows data rows of the file
     * @param facts facts after rows of the same campaign and day were summed
     * @param outcomes values of the tenant's own series
     */
    record Imported(int rows, int facts, int campaignsCreated, int accepted, int restated, int unchanged,
            int outcomes) {}

    record RatesRecorded(int recorded, int unchanged) {}
}

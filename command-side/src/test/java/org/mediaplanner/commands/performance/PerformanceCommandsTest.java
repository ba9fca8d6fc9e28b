package org.mediaplanner.commands.performance;

import org.mediaplanner.events.performance.ImportMapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.campaign.CampaignRegister;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.commands.performance.PerformanceCommand.FactsReported;
import org.mediaplanner.commands.performance.PerformanceCommand.ImportPerformance;
import org.mediaplanner.commands.performance.PerformanceCommand.Imported;
import org.mediaplanner.commands.performance.PerformanceCommand.PreviewImport;
import org.mediaplanner.commands.performance.PerformanceCommand.RateInput;
import org.mediaplanner.commands.performance.PerformanceCommand.RatesRecorded;
import org.mediaplanner.commands.performance.PerformanceCommand.RecordFxRates;
import org.mediaplanner.commands.performance.PerformanceCommand.ReportFacts;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping.OutcomeSeries;
import org.mediaplanner.events.performance.ImportMapping.Series;
import org.mediaplanner.events.performance.PerformanceEvent.Source;

class PerformanceCommandsTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

    private final Caller caller = CommandNode.newTenant();
    private final CampaignId campaign = CommandNode.campaign(caller, "Spring", "1000", "EUR").state().id();

    private static FactInput fact(CampaignId id, LocalDate date, String cost) {
        return new FactInput(id, date, 1, BigDecimal.TEN, BigDecimal.ONE, Money.of(cost, "EUR"), null, null);
    }

    private FactsReported report(List<FactInput> facts) {
        return CommandNode.commands().send(caller, new ReportFacts(BatchId.next(), Source.API, facts)).result();
    }

    private Money spent() {
        return CommandNode.context().getBean(CampaignRegister.class).find(caller.tenantId(), List.of(campaign)).values()
                .iterator().next().spent();
    }

    @Test
    void facts_are_new_then_known_then_restated() {
        List<FactInput> facts = IntStream.range(0, 30).mapToObj(i -> fact(campaign, TODAY.minusDays(i), "1.50"))
                .toList();
        assertThat(report(facts)).isEqualTo(new FactsReported(30, 0, 0));
        assertThat(spent()).isEqualTo(Money.of("45", "EUR"));
        long events = CommandNode.events(caller);
        assertThat(report(facts)).isEqualTo(new FactsReported(0, 0, 30));
        assertThat(CommandNode.events(caller)).as("a batch that repeats what is known writes nothing")
                .isEqualTo(events);
        assertThat(report(List.of(fact(campaign, TODAY, "1.00"), fact(campaign, TODAY.minusDays(1), "1.50"),
                fact(campaign, TODAY.minusDays(40), "2")))).isEqualTo(new FactsReported(1, 1, 1));
        assertThat(spent()).isEqualTo(Money.of("46.50", "EUR"));
    }

    @Test
    void a_batch_is_applied_wholly_or_not_at_all() {
        long events = CommandNode.events(caller);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> report(List.of(fact(campaign, TODAY, "1"),
                fact(CampaignId.next(), TODAY, "1"), fact(campaign, LocalDate.of(2990, 1, 1), "1"))));
        assertThat(refusal.violations()).extracting(Violation::index, Violation::field)
                .containsExactly(tuple(1, "campaignId"),
                        tuple(2, "date"));
        assertThat(CommandNode.events(caller)).isEqualTo(events);
        assertThat(spent()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void facts_are_some_and_not_too_many_and_do_not_overlap() {
        assertThat(catchThrowableOfType(Refusal.class, () -> report(List.of())).kind()).isEqualTo(Kind.RULE);
        List<FactInput> many = IntStream.rangeClosed(0, FactRules.ROWS)
                .mapToObj(i -> fact(campaign, TODAY.minusDays(i), "1")).toList();
        assertThat(catchThrowableOfType(Refusal.class, () -> report(many)).kind()).isEqualTo(Kind.TOO_LARGE);
        FactInput week = new FactInput(campaign, TODAY.minusDays(7), 7, null, null, null, null, null);
        assertThat(catchThrowableOfType(Refusal.class,
                () -> report(List.of(week, fact(campaign, TODAY.minusDays(2), "1"))))
                .code()).isEqualTo("overlapping-periods");
    }

    @Test
    void reports_of_the_same_day_that_race_are_counted_once() throws Exception {
        List<Callable<FactsReported>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            racers.add(() -> report(List.of(fact(campaign, TODAY, "5"))));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int accepted = 0;
            for (Future<FactsReported> future : threads.invokeAll(racers)) {
                accepted += future.get().accepted();
            }
            assertThat(accepted).isEqualTo(1);
        }
        assertThat(spent()).isEqualTo(Money.of("5", "EUR"));
    }

    @Test
    void a_file_finds_or_creates_its_campaigns_and_reports_its_rows() {
        String csv = """
                Day,Campaign,Cost,Revenue
                2026-01-01,Spring,1.10,100
                2026-01-02,Spring,2.20,200
                2026-01-01,New one,3.30,
                2026-01-08,New one,4.40,
                """;
        assertThat(read(csv, true)).isEqualTo(new Imported(4, 4, 1, 4, 0, 0, 2));
        assertThat(read(csv, true)).isEqualTo(new Imported(4, 4, 0, 0, 0, 4, 2));
        assertThat(read(csv.replace("4.40", "4.41").replace("200", "201"), true))
                .isEqualTo(new Imported(4, 4, 0, 0, 1, 3, 2));
        assertThat(spent()).isEqualTo(Money.of("3.30", "EUR"));
        String created = CommandNode.jdbc().sql("""
                SELECT payload::text FROM event_store.domain_event
                 WHERE tenant_id = ? AND payload_type = 'campaign.created' ORDER BY global_index DESC LIMIT 1
                """).param(caller.tenantId().value()).query(String.class).single();
        assertThat(created).contains("2026-01-01", "2026-01-08", "7700000", "OTHER");
    }

    @Test
    void a_file_that_may_not_create_campaigns_names_those_that_are_missing() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> read("Day,Campaign,Cost,Revenue\n2026-01-01,Spring,1,\n2026-01-01,Nobody,1,\n", false));
        assertThat(refusal.violations()).extracting(Violation::line, Violation::field)
                .containsExactly(tuple(3, "campaign"));
        assertThat(spent()).isEqualTo(Money.of("0", "EUR"));
    }

    @Test
    void a_file_in_another_currency_than_its_campaign_is_refused_wholly() {
        CommandNode.campaign(caller, "Dollars", "1", "USD");
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> read("Day,Campaign,Cost,Revenue\n2026-01-01,Fresh,1,\n2026-01-01,Dollars,1,\n", true));
        assertThat(refusal.code()).isEqualTo("currency-mismatch");
        assertThat(CommandNode.campaign(caller, "Fresh", "1", "EUR").version()).isEqualTo(1);
    }

    @Test
    void a_campaign_that_breaks_a_rule_is_foretold_and_refused_with_its_line() {
        String csv = "Day,Campaign,Cost,Revenue\n2026-01-01," + "x".repeat(201)
                + ",1,\n2014-01-01,Long,1,\n2026-01-01,Long,1,\n";
        List<Violation> refused = catchThrowableOfType(Refusal.class, () -> read(csv, true)).violations();
        assertThat(refused).extracting(Violation::line, Violation::field)
                .containsExactly(tuple(2, "campaign.name"), tuple(3, "campaign.endDate"));
        assertThat(preview(csv).violations()).isEqualTo(refused);
        assertThat(CommandNode.campaign(caller, "Long", "1", "EUR").version()).isEqualTo(1);
        assertThat(preview(csv.replace("x".repeat(201), "Short")).violations()).as("it is there by now").isEmpty();
    }

    @Test
    void rates_are_recorded_once_and_corrected() {
        RateInput rate = new RateInput(EUR, Currency.getInstance("USD"), TODAY, new BigDecimal("1.0834"), "ECB");
        assertThat(rates(rate)).isEqualTo(new RatesRecorded(1, 0));
        assertThat(rates(rate)).isEqualTo(new RatesRecorded(0, 1));
        assertThat(rates(new RateInput(EUR, Currency.getInstance("USD"), TODAY, new BigDecimal("1.09"), "ECB")))
                .isEqualTo(new RatesRecorded(1, 0));
    }

    @Test
    void rates_make_sense() {
        Currency usd = Currency.getInstance("USD");
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> rates(
                new RateInput(EUR, EUR, TODAY, BigDecimal.ONE, "x"),
                new RateInput(EUR, usd, TODAY, BigDecimal.ZERO, " "),
                new RateInput(EUR, usd, TODAY, BigDecimal.ONE, "x")));
        assertThat(refusal.violations()).extracting(Violation::field).containsExactlyInAnyOrder("items[0].to",
                "items[1].rate", "items[1].source", "items");
        assertThat(catchThrowableOfType(Refusal.class, this::rates).violations()).hasSize(1);
    }

    @Test
    void a_series_of_outcomes_is_of_one_kind_and_its_periods_do_not_overlap() {
        outcomes(ImportMapping.Kind.MONEY, 7, "2026-01-05", "2026-01-12");
        assertThat(refusedOutcomes(ImportMapping.Kind.COUNT, 7, "2026-01-19").code()).isEqualTo("mixed-series");
        Refusal overlaps = refusedOutcomes(ImportMapping.Kind.MONEY, 7, "2025-12-30", "2026-01-02", "2026-01-19");
        assertThat(overlaps.code()).isEqualTo("overlapping-periods");
        assertThat(overlaps.violations()).extracting(Violation::line).containsExactly(2, 3);
        assertThat(refusedOutcomes(ImportMapping.Kind.MONEY, 1, "2026-01-13").code()).isEqualTo("overlapping-periods");
        outcomes(ImportMapping.Kind.MONEY, 7, "2026-01-12", "2026-01-19");
    }

    private Refusal refusedOutcomes(ImportMapping.Kind kind, int periodDays, String... days) {
        return catchThrowableOfType(Refusal.class, () -> outcomes(kind, periodDays, days));
    }

    private void outcomes(ImportMapping.Kind kind, int periodDays, String... days) {
        ImportMapping mapping = new ImportMapping("Day", null, EUR, false, periodDays, FractionalCounts.REFUSE,
                List.of(), List.of(new OutcomeSeries("sales", "Sales", kind)));
        String csv = "Day,Sales\n" + String.join(",1\n", days) + ",1\n";
        CommandNode.commands().send(caller, new ImportPerformance(BatchId.next(),
                PerformanceCsv.read(csv.getBytes(StandardCharsets.UTF_8), mapping, TODAY)));
    }

    private RatesRecorded rates(RateInput... rates) {
        return CommandNode.commands().send(caller, new RecordFxRates(BatchId.next(), List.of(rates))).result();
    }

    private Imported read(String csv, boolean createCampaigns) {
        return CommandNode.commands().send(caller, new ImportPerformance(BatchId.next(), file(csv, createCampaigns)))
                .result();
    }

    private ImportPreview preview(String csv) {
        return CommandNode.commands().send(caller, new PreviewImport(BatchId.next(), file(csv, true))).result();
    }

    private static ImportedFile file(String csv, boolean createCampaigns) {
        ImportMapping mapping = new ImportMapping("Day", null, EUR, createCampaigns, null, FractionalCounts.REFUSE,
                List.of(new Series("{Campaign}", "SOCIAL", null, null, null, "Cost", null, null)),
                List.of(new OutcomeSeries("revenue", "Revenue", ImportMapping.Kind.MONEY)));
        return PerformanceCsv.read(csv.getBytes(StandardCharsets.UTF_8), mapping, TODAY);
    }
}

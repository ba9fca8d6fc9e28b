package org.mediaplanner.commands.performance;

import org.mediaplanner.events.performance.ImportMapping;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.performance.ImportedFile.ImportedFact;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping.OutcomeSeries;
import org.mediaplanner.events.performance.ImportMapping.Series;

class PerformanceCsvTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final Series SEARCH = new Series("{Campaign}", "SEARCH", null, "Impressions", "Clicks", "Cost",
            null, null);

    private static ImportMapping mapping(@Nullable String dateFormat, FractionalCounts counts, Series... series) {
        return new ImportMapping("Day", dateFormat, EUR, true, null, counts, List.of(series), List.of());
    }

    private static ImportedFile read(String csv, ImportMapping mapping) {
        return PerformanceCsv.read(csv.getBytes(StandardCharsets.UTF_8), mapping, TODAY);
    }

    private static List<String> refused(String csv, ImportMapping mapping) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(csv, mapping));
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isEqualTo(Kind.RULE);
        return refusal.violations().stream().map(violation -> violation.line() + " " + violation.field()).toList();
    }

    private static ImportMapping search() {
        return mapping(null, FractionalCounts.REFUSE, SEARCH);
    }

    @Test
    void rows_become_facts_of_the_campaign_that_they_name() {
        ImportedFile file = read("""
                Day,Campaign,Impressions,Clicks,Cost
                2026-03-01,Brand,100,5,12.34
                2026-03-02,"Brand, exact",200,6,0.5
                """, search());
        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.facts()).extracting(ImportedFact::campaign).containsExactly("Brand", "Brand, exact");
        ImportedFact first = file.facts().getFirst();
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.platform()).isEqualTo("OTHER");
        assertThat(first.values().cost()).isEqualTo(Money.of("12.34", "EUR"));
        assertThat(first.values().impressions()).isEqualTo(100);
        assertThat(first.values().clicks()).isEqualTo(5);
    }

    @Test
    void rows_of_the_same_campaign_and_day_are_summed() {
        ImportedFile file = read("""
                Day,Campaign,Impressions,Clicks,Cost
                2026-03-01,Brand,100,5,0.0000004
                2026-03-01,Brand,200,6,0.0000004
                """, search());
        assertThat(file.facts()).hasSize(1);
        assertThat(file.facts().getFirst().values().impressions()).isEqualTo(300);
        assertThat(file.facts().getFirst().values().cost().micros()).isEqualTo(1);
    }

    @Test
    void one_row_may_feed_several_series_and_outcomes() {
        ImportMapping mapping = new ImportMapping("Day", null, EUR, true, 7, FractionalCounts.ROUND,
                List.of(new Series("tv", "TV", "OTHER", null, null, "tv_S", null, null),
                        new Series("search", "SEARCH", "GOOGLE_ADS", null, "clicks", "search_S", null, null)),
                List.of(new OutcomeSeries("revenue", "revenue", ImportMapping.Kind.MONEY),
                        new OutcomeSeries("leads", "leads", ImportMapping.Kind.COUNT)));
        ImportedFile file = read("""
                Day;revenue;leads;tv_S;search_S;clicks
                2026-03-02;100.123456789;3;10;20;7.4
                """, mapping);
        assertThat(file.facts()).hasSize(2);
        assertThat(file.facts()).allMatch(fact -> fact.values().periodDays() == 7);
        assertThat(file.facts().get(1).values().clicks()).isEqualTo(7);
        assertThat(file.outcomes()).hasSize(2);
        assertThat(file.outcomes().get(0).value()).isEqualByComparingTo("100.123457");
        assertThat(file.outcomes().get(0).currency()).isEqualTo(EUR);
        assertThat(file.outcomes().get(1).currency()).isNull();
    }

    @Test
    void empty_cells_are_not_measured() {
        ImportedFile file = read("""
                Day,Campaign,Impressions,Clicks,Cost
                2026-03-01,Brand,,,
                2026-03-02,Brand,,,3
                """, search());
        assertThat(file.rows()).isEqualTo(2);
        assertThat(file.facts()).hasSize(1);
    }

    @Test
    void every_bad_row_is_named_with_its_line_and_nothing_is_read() {
        assertThat(refused("""
                Day,Campaign,Impressions,Clicks,Cost
                2026-13-01,Brand,1,1,1
                2026-03-01,Brand,x,1,-1
                2026-03-02,,1,1,1
                2026-03-03,Brand,1
                2026-03-11,Brand,1,1,1
                2026-03-04,Brand,1.5,1,1
                2026-03-05,Brand,1,1,1
                """, search())).containsExactlyInAnyOrder("2 Day", "3 Impressions", "3 Cost", "4 campaign", "5 row",
                "6 Day", "7 impressions");
    }

    @Test
    void a_quote_that_is_not_closed_is_named() {
        assertThatThrownBy(() -> read("""
                Day,Campaign,Impressions,Clicks,Cost
                2026-03-01,"Brand,1,1,1
                2026-03-02,Brand,1,1,1
                """, search())).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.violations())
                .containsExactly(Violation.atLine(2, "row",
                        "has 2 fields where the header has 5; a quote that opens here closes only in a later line")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-3000000", "1e-999999999", "1e999999999", "١٢", "0x10", "1,5", "NaN", "1e", "."})
    void what_is_no_plain_number_is_refused_before_anything_is_computed_with_it(String cost) {
        assertThat(refused("Day;Campaign;Impressions;Clicks;Cost\n2026-03-01;Brand;1;1;" + cost + "\n", search()))
                .containsExactly("2 Cost");
    }

    @Test
    void a_cell_of_a_million_digits_costs_no_time() {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertThat(refused(
                "Day,Campaign,Impressions,Clicks,Cost\n2026-03-01,Brand,1,1," + "9".repeat(1_000_000) + "\n", search()))
                .containsExactly("2 Cost"));
        assertThat(read("Day,Campaign,Impressions,Clicks,Cost\n2026-03-01,Brand,1,1,1.25E+03\n", search()).facts()
                .getFirst().values().cost()).isEqualTo(Money.of("1250", "EUR"));
    }

    @Test
    void broken_counts_are_rounded_where_the_mapping_says_so() {
        ImportedFile file = read("Day,Campaign,Impressions,Clicks,Cost\n2026-03-04,Brand,2.5,3.5,1\n",
                mapping(null, FractionalCounts.ROUND, SEARCH));
        assertThat(file.facts().getFirst().values().impressions()).isEqualTo(2);
        assertThat(file.facts().getFirst().values().clicks()).isEqualTo(4);
    }

    @Test
    void dates_are_read_in_the_format_named() {
        ImportedFile file = read("Day,Campaign,Impressions,Clicks,Cost\n04.03.2026,Brand,2,3,1\n",
                mapping("dd.MM.yyyy", FractionalCounts.REFUSE, SEARCH));
        assertThat(file.facts().getFirst().date()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(refused("Day,Campaign,Impressions,Clicks,Cost\n31.02.2026,Brand,2,3,1\n",
                mapping("dd.MM.yyyy", FractionalCounts.REFUSE, SEARCH))).containsExactly("2 Day");
        assertThat(
                refused("Day,Campaign,Impressions,Clicks,Cost\n", mapping("QQQQQQQ", FractionalCounts.REFUSE, SEARCH)))
                .containsExactly("null mapping.dateFormat");
    }

    @Test
    void a_mapping_names_columns_that_are_there() {
        assertThat(refused("Day,Campaign\n", search())).containsExactly("null mapping.series[0].impressions",
                "null mapping.series[0].clicks", "null mapping.series[0].cost");
        assertThat(refused("Date,Campaign,Impressions,Clicks,Cost\n", search())).containsExactly("null mapping.date");
        assertThat(refused("Day,Campaign\n", mapping(null, FractionalCounts.REFUSE,
                new Series("{Name}", "a b", "c d", null, null, null, null, null))))
                .containsExactlyInAnyOrder("null mapping.series[0].campaign", "null mapping.series[0].channel",
                        "null mapping.series[0].platform", "null mapping.series[0]");
        assertThat(refused("Day,Campaign\n", mapping(null, FractionalCounts.REFUSE)))
                .containsExactly("null mapping.series");
    }

    @Test
    void files_that_are_no_csv_are_refused() {
        assertThat(refused("", search())).containsExactly("null file");
        assertThat(refused("Day,Day\n", search())).containsExactly("1 Day");
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> PerformanceCsv.read(new byte[]{(byte) 0xff, (byte) 0xfe, 0}, search(), TODAY));
        assertThat(refusal.violations().getFirst().message()).contains("UTF-8");
    }

    @Test
    void a_character_that_no_text_holds_is_refused_with_its_line() {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read("day,cost\n2026-03-01,1\n2026-03-02,\u0000\n",
                search()));
        assertThat(refusal.violations()).extracting(Refusal.Violation::line).containsExactly(3);
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_column() {
        assertThat(read("\uFEFFDay,Campaign,Impressions,Clicks,Cost\r\n2026-03-01,B,1,1,1\r\n", search()).facts())
                .hasSize(1);
    }

    @Test
    void more_facts_than_a_request_may_carry_are_too_many() {
        StringBuilder csv = new StringBuilder("Day,Campaign,Impressions,Clicks,Cost\n");
        IntStream.rangeClosed(0, PerformanceCsv.FACTS)
                .forEach(i -> csv.append("2026-03-01,C").append(i).append(",1,1,1\n"));
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(csv.toString(), search()));
        assertThat(refusal.kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Property(tries = 100)
    void totals_are_those_of_the_file(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 1_000_000) Integer> cents) {
        StringBuilder csv = new StringBuilder("Day,Campaign,Impressions,Clicks,Cost\n");
        for (int i = 0; i < cents.size(); i++) {
            csv.append(TODAY.minusDays(i % 7)).append(",C").append(i % 3).append(",1,1,")
                    .append(BigDecimal.valueOf(cents.get(i), 2)).append('\n');
        }
        Money total = Money.sum(read(csv.toString(), search()).facts().stream().map(fact -> fact.values().cost())
                .toList(), EUR);
        assertThat(total.amount()).isEqualByComparingTo(
                BigDecimal.valueOf(cents.stream().mapToLong(Integer::longValue).sum(), 2));
    }

    @Test
    void the_robyn_sample_is_read_whole() throws Exception {
        Path file = Path.of(System.getProperty("project.root"), "..", "shared", "data", "robyn",
                "dt_simulated_weekly.csv").normalize();
        Assumptions.assumeTrue(Files.exists(file), "skipped: the Robyn sample data are not beside this checkout");
        ImportMapping mapping = new ImportMapping("DATE", null, EUR, true, 7, FractionalCounts.ROUND,
                IntStream.range(0, 5).mapToObj(i -> List.of("tv", "ooh", "print", "facebook", "search").get(i))
                        .map(name -> new Series(name, "OTHER", null, null, null, name + "_S", null, null)).toList(),
                List.of(new OutcomeSeries("revenue", "revenue", ImportMapping.Kind.MONEY)));
        ImportedFile read = PerformanceCsv.read(Files.readAllBytes(file), mapping, TODAY);
        assertThat(read.rows()).isEqualTo(208);
        assertThat(read.facts()).hasSize(5 * 208);
        assertThat(read.outcomes()).hasSize(208);
    }
}

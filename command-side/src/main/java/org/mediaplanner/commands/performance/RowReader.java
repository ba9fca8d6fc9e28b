package org.mediaplanner.commands.performance;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.performance.ImportedFile.ImportedFact;
import org.mediaplanner.commands.performance.ImportedFile.ImportedOutcome;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping.Kind;
import org.mediaplanner.events.performance.ImportMapping.OutcomeSeries;
import org.mediaplanner.events.performance.ImportMapping.Series;
import org.mediaplanner.events.performance.ImportMapping;

/** Turns the rows of one file into facts and outcomes, row by row, and remembers what was wrong with each. */
final class RowReader {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");
    /** As spreadsheets write them. One of a million digits, or to the power of a million, is work for minutes. */
    private static final Pattern NUMBER = Pattern
            .compile("[+-]?(\\d{1,18}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,2})?");
    private static final String DEFAULT_PLATFORM = "OTHER";
    private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);

    private final ImportMapping mapping;
    private final Map<String, Integer> columns;
    private final LocalDate lastDay;
    private final DateTimeFormatter dates;
    private final int periodDays;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<FactKey, Sums> sums = new LinkedHashMap<>();
    private final Map<OutcomeKey, ImportedOutcome> outcomes = new LinkedHashMap<>();

    private record FactKey(String campaign, LocalDate date) {}

    private record OutcomeKey(String name, LocalDate date) {}

    /** What the rows of one campaign and day add up to, exactly; rounded once, at the end. */
    private record Sums(int line, Series series, Map<Measure, BigDecimal> totals) {

        void add(Measure measure, BigDecimal value) {
            totals.merge(measure, value, BigDecimal::add);
        }

        BigDecimal total(Measure measure) {
            return totals.getOrDefault(measure, BigDecimal.ZERO);
        }
    }

    RowReader(ImportMapping mapping, Map<String, Integer> columns, LocalDate lastDay) {
        this.mapping = mapping;
        this.columns = columns;
        this.lastDay = lastDay;
        this.dates = formatter(mapping.dateFormat());
        this.periodDays = Objects.requireNonNullElse(mapping.periodDays(), 1);
        checkMapping();
    }

    int facts() {
        return sums.size();
    }

    void read(CsvRecord row) {
        int line = Math.toIntExact(row.getStartingLineNumber());
        if (row.getFieldCount() != columns.size()) {
            violations.add(Violation.atLine(line, "row",
                    "has " + row.getFieldCount() + " fields where the header has " + columns.size()
                            + (isOfManyLines(row) ? "; a quote that opens here closes only in a later line" : "")));
            return;
        }
        LocalDate date = date(row, line);
        if (date == null) {
            return;
        }
        mapping.series().forEach(series -> addFact(row, line, date, series));
        mapping.outcomes().forEach(outcome -> addOutcome(row, line, date, outcome));
    }

    private static boolean isOfManyLines(CsvRecord row) {
        return row.getFields().stream().anyMatch(field -> field.indexOf('\n') >= 0);
    }

    /** All that was read, or a refusal that names every bad row. */
    ImportedFile result(int rows) {
        List<ImportedFact> facts = sums.entrySet().stream().map(entry -> fact(entry.getKey(), entry.getValue()))
                .toList();
        if (!violations.isEmpty()) {
            throw Refusal.rules("invalid-rows", violations.size() + " values of the file cannot be used", violations);
        }
        return new ImportedFile(rows, mapping.createCampaigns(), facts, List.copyOf(outcomes.values()));
    }

    private void addFact(CsvRecord row, int line, LocalDate date, Series series) {
        String name = campaign(row, series.campaign());
        if (name.isBlank()) {
            violations.add(Violation.atLine(line, "campaign", "is blank"));
            return;
        }
        boolean measured = false;
        Sums day = sums.get(new FactKey(name, date));
        Sums target = day == null ? new Sums(line, series, new EnumMap<>(Measure.class)) : day;
        for (Measure measure : Measure.values()) {
            String column = measure.column(series);
            if (column == null || cell(row, column).isEmpty()) {
                continue;
            }
            measured = true;
            BigDecimal value = number(row, line, column);
            if (value != null) {
                target.add(measure, value);
            }
        }
        if (measured && day == null) {
            sums.put(new FactKey(name, date), target);
        }
    }

    private void addOutcome(CsvRecord row, int line, LocalDate date, OutcomeSeries series) {
        if (cell(row, series.column()).isEmpty()) {
            return;
        }
        BigDecimal value = number(row, line, series.column());
        if (value == null) {
            return;
        }
        BigDecimal before = outcomes.containsKey(new OutcomeKey(series.name(), date))
                ? Objects.requireNonNull(outcomes.get(new OutcomeKey(series.name(), date))).value()
                : BigDecimal.ZERO;
        BigDecimal rounded = before.add(value.setScale(Money.MICRO_DIGITS, RoundingMode.HALF_EVEN));
        outcomes.put(new OutcomeKey(series.name(), date), new ImportedOutcome(line, series.name(), date, periodDays,
                series.kind() == Kind.MONEY ? mapping.currency() : null, rounded));
    }

    private ImportedFact fact(FactKey key, Sums day) {
        for (Measure measure : Measure.values()) {
            if (day.total(measure).compareTo(FactRules.COUNT) > 0) {
                violations.add(Violation.atLine(day.line, measure.field, "adds up to more than " + FactRules.COUNT));
                day.totals.remove(measure);
            }
        }
        FactValues values = new FactValues(periodDays, count(day, Measure.IMPRESSIONS), count(day, Measure.CLICKS),
                Money.rounded(day.total(Measure.COST), mapping.currency()),
                day.total(Measure.CONVERSIONS).setScale(FactValues.CONVERSION_DIGITS, RoundingMode.HALF_EVEN),
                Money.rounded(day.total(Measure.CONVERSION_VALUE), mapping.currency()));
        return new ImportedFact(day.line, key.campaign(), day.series.channel(),
                Objects.requireNonNullElse(day.series.platform(), DEFAULT_PLATFORM), key.date(), values);
    }

    private long count(Sums day, Measure measure) {
        BigDecimal count = day.total(measure);
        if (count.stripTrailingZeros().scale() > 0 && mapping.fractionalCounts() == FractionalCounts.REFUSE) {
            violations.add(Violation.atLine(day.line, measure.field,
                    count.toPlainString() + " is no whole number; set fractionalCounts to ROUND to round it"));
        }
        return count.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private @Nullable LocalDate date(CsvRecord row, int line) {
        String text = cell(row, mapping.date());
        try {
            LocalDate date = LocalDate.parse(text, dates);
            if (!date.isBefore(FIRST_DAY) && !date.isAfter(lastDay)) {
                return date;
            }
            violations.add(Violation.atLine(line, mapping.date(), "must be from " + FIRST_DAY + " to today"));
        } catch (DateTimeException noDate) {
            violations.add(Violation.atLine(line, mapping.date(), "\"" + shown(text) + "\" is no date"
                    + (mapping.dateFormat() == null ? "" : " of the form " + mapping.dateFormat())));
        }
        return null;
    }

    private @Nullable BigDecimal number(CsvRecord row, int line, String column) {
        String text = cell(row, column);
        if (!NUMBER.matcher(text).matches()) {
            violations.add(Violation.atLine(line, column, "\"" + shown(text) + "\" is no number"));
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        if (value.signum() < 0 || value.compareTo(FactRules.COUNT) > 0) {
            violations.add(Violation.atLine(line, column, "must be from 0 to " + FactRules.COUNT));
            return null;
        }
        return value;
    }

    private String campaign(CsvRecord row, String template) {
        return PLACEHOLDER.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(cell(row, match.group(1)))).strip();
    }

    private String cell(CsvRecord row, String column) {
        Integer index = columns.get(column);
        return index == null || index >= row.getFieldCount() ? "" : row.getField(index).strip();
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private DateTimeFormatter formatter(@Nullable String pattern) {
        if (pattern == null) {
            return DateTimeFormatter.ISO_LOCAL_DATE;
        }
        try {
            // With the year of an era, as "y" has it, a date would need the era too.
            return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException bad) {
            throw Refusal.rule("invalid-mapping", "mapping.dateFormat", "is no pattern for dates");
        }
    }

    private void checkMapping() {
        Checks checks = new Checks();
        checkColumn(checks, "mapping.date", mapping.date());
        checks.that(periodDays >= 1 && periodDays <= FactRules.PERIOD_DAYS, "mapping.periodDays",
                "must be from 1 to " + FactRules.PERIOD_DAYS);
        checks.that(!mapping.series().isEmpty() || !mapping.outcomes().isEmpty(), "mapping.series",
                "must name a series, or outcomes must");
        for (int i = 0; i < mapping.series().size(); i++) {
            Series series = mapping.series().get(i);
            String field = "mapping.series[" + i + "]";
            checks.word(field + ".channel", series.channel());
            if (series.platform() != null) {
                checks.word(field + ".platform", series.platform());
            }
            checks.that(!series.campaign().isBlank(), field + ".campaign", "must not be blank");
            PLACEHOLDER.matcher(series.campaign()).results()
                    .forEach(match -> checkColumn(checks, field + ".campaign", match.group(1)));
            boolean measures = false;
            for (Measure measure : Measure.values()) {
                measures |= measure.column(series) != null;
                checkColumn(checks, field + "." + measure.field, measure.column(series));
            }
            checks.that(measures, field, "must name a column to measure");
        }
        for (int i = 0; i < mapping.outcomes().size(); i++) {
            checks.name("mapping.outcomes[" + i + "].name", mapping.outcomes().get(i).name());
            checkColumn(checks, "mapping.outcomes[" + i + "].column", mapping.outcomes().get(i).column());
        }
        checks.orRefuse();
    }

    private void checkColumn(Checks checks, String field, @Nullable String column) {
        checks.that(column == null || columns.containsKey(column), field, "the file has no column \"" + column + "\"");
    }

    /** What a series may measure. */
    private enum Measure {

        IMPRESSIONS("impressions"), CLICKS("clicks"), COST("cost"), CONVERSIONS("conversions"), CONVERSION_VALUE(
                "conversionValue");

        private final String field;

        Measure(String field) {
            this.field = field;
        }

        /** The column that {@code series} names for it, if it does. */
        @Nullable
        String column(Series series) {
            return switch (this) {
                case IMPRESSIONS -> series.impressions();
                case CLICKS -> series.clicks();
                case COST -> series.cost();
                case CONVERSIONS -> series.conversions();
                case CONVERSION_VALUE -> series.conversionValue();
            };
        }
    }
}

package org.mediaplanner.sagas.dataimport;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping.Series;

/**
 * Guesses what columns mean: by the words that platforms and people use for them, and a date by what it looks like.
 */
final class MappingSuggestion {

    /** Day first before month first: where a column allows both, nobody can tell. */
    private static final List<String> DATE_FORMATS = List.of("uuuu-MM-dd", "dd.MM.uuuu", "dd/MM/uuuu", "MM/dd/uuuu",
            "uuuu/MM/dd", "uuuuMMdd");
    private static final List<String> DATE = List.of("date", "day", "datum", "tag", "week", "woche", "time", "month");
    private static final List<String> CAMPAIGN = List.of("campaign name", "campaign", "kampagne", "kampagnenname");
    private static final List<String> COST = List.of("cost", "spend", "amount spent", "kosten", "ausgaben",
            "media spend");
    private static final List<String> IMPRESSIONS = List.of("impressions", "impr.", "impr", "impressionen", "views");
    private static final List<String> CLICKS = List.of("clicks", "klicks", "link clicks");
    private static final List<String> CONVERSIONS = List.of("conversions", "conv.", "results", "purchases",
            "conversionen");
    private static final List<String> VALUE = List.of("conversion value", "conv. value", "conversions value", "revenue",
            "purchase value", "umsatz");
    private static final int HEADER_ROWS = 1;

    private final List<String> header;
    private final List<List<String>> rows;

    private MappingSuggestion(List<String> header, List<List<String>> rows) {
        this.header = header.stream().map(String::strip).toList();
        this.rows = rows;
    }

    /**
     * What the columns of a file could mean.
     *
     * @param head its header and first rows
     * @return empty where no date, no campaign or nothing measured can be found
     */
    static Optional<ImportMapping> of(List<List<String>> head, Currency currency) {
        return head.size() <= HEADER_ROWS
                ? Optional.empty()
                : new MappingSuggestion(head.getFirst(), head.subList(1, head.size())).mapping(currency);
    }

    private Optional<ImportMapping> mapping(Currency currency) {
        String date = column(DATE);
        String campaign = column(CAMPAIGN);
        String format = date == null ? null : format(date);
        Series series = new Series("{" + campaign + "}", "OTHER", null, column(IMPRESSIONS), column(CLICKS), column(
                COST), column(CONVERSIONS), column(VALUE));
        boolean measured = series.impressions() != null || series.clicks() != null || series.cost() != null
                || series.conversions() != null || series.conversionValue() != null;
        if (date == null || campaign == null || format == null || !measured) {
            return Optional.empty();
        }
        return Optional
                .of(new ImportMapping(date, format.equals(DATE_FORMATS.getFirst()) ? null : format, currency, true,
                        null, FractionalCounts.REFUSE, List.of(series), List.of()));
    }

    /** The column that is called by the first of {@code words} that any is called by. */
    private @Nullable String column(List<String> words) {
        for (String word : words) {
            for (String column : header) {
                if (column.toLowerCase(Locale.ROOT).equals(word)) {
                    return column;
                }
            }
        }
        return null;
    }

    /** The first format in which every one of the first rows has a date. */
    private @Nullable String format(String column) {
        int index = IntStream.range(0, header.size()).filter(i -> header.get(i).equals(column)).findFirst()
                .orElseThrow();
        return DATE_FORMATS.stream()
                .filter(format -> rows.stream().allMatch(row -> index < row.size() && isDate(row.get(
                        index), format)))
                .findFirst().orElse(null);
    }

    private static boolean isDate(String text, String format) {
        try {
            LocalDate.parse(text.strip(), DateTimeFormatter.ofPattern(format, Locale.ROOT).withResolverStyle(
                    ResolverStyle.STRICT));
            return true;
        } catch (DateTimeParseException other) {
            return false;
        }
    }
}

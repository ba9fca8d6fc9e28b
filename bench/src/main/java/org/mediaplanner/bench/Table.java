package org.mediaplanner.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures as Markdown. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    public Table(String... columns) {
        row((Object[]) columns);
        row(Collections.nCopies(columns.length, "---").toArray());
    }

    public Table row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell instanceof Double number ? figure(number) : String.valueOf(cell));
        }
        lines.add("| " + String.join(" | ", texts) + " |");
        return this;
    }

    /** Rate with its spread, latencies, and rate and p99 as a share of those of {@code ceiling}. */
    public Table row(Series series, Series ceiling) {
        return row(series.name(),
                "%s (%s–%s)".formatted(figure(series.perSecond()), figure(series.slowest()), figure(series.fastest())),
                series.millis(50), series.millis(99),
                ratio(series.perSecond(), ceiling.perSecond()), ratio(series.millis(99), ceiling.millis(99)));
    }

    private static String ratio(double value, double of) {
        return String.format(Locale.ROOT, "%.2f", value / of);
    }

    /** Three digits at least, and no more behind the point than say something. */
    static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}

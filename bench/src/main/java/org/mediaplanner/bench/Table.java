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

    /** Rate with its spread, latencies, and the rate as a share of that of {@code ceiling}. */
    public Table row(Series series, Series ceiling) {
        return row(series.name(),
                "%s (%s–%s)".formatted(figure(series.perSecond()), figure(series.slowest()), figure(series.fastest())),
                series.millis(50), series.millis(99),
                series == ceiling ? "1" : String.format(Locale.ROOT, "%.2f", series.perSecond() / ceiling.perSecond()));
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

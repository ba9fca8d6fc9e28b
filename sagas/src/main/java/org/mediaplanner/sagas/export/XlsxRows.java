package org.mediaplanner.sagas.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.export.ExportTable.Column;
import org.mediaplanner.queries.export.ExportTable.Kind;
import org.mediaplanner.queries.export.ExportTable.Row;

/**
 * A workbook with a sheet for each group, more than one where a group has more rows than a sheet can hold. Each ends
 * with the totals of its group, a line for each currency. Rows are written out as they come: only one sheet's last few
 * are in memory.
 */
final class XlsxRows implements RowWriter {

    /** What a sheet can hold (ECMA-376: 1,048,576), less the header and the totals of all currencies there are. */
    static final int ROWS = 1_048_000;
    private static final int ROWS_IN_MEMORY = 500;
    private static final int NAME_LENGTH = 31;
    private static final String NO_GROUP = "Without client";
    private static final Map<Kind, String> FORMATS = Map.of(Kind.DATE, "yyyy-mm-dd", Kind.INSTANT,
            "yyyy-mm-dd hh:mm:ss", Kind.COUNT, "#,##0", Kind.DECIMAL, "#,##0.######", Kind.AMOUNT, "#,##0.00####");
    private static final double COLUMN_WIDTH = 16;

    private final Workbook workbook;
    private final List<Column> columns;
    private final int rowsInSheet;
    private final Set<String> names = new HashSet<>();
    private final Map<String, BigDecimal[]> totals = new TreeMap<>();
    private @Nullable String group;
    private @Nullable Worksheet sheet;
    private int line;

    XlsxRows(OutputStream out, List<Column> columns, int rowsInSheet) {
        this.workbook = new Workbook(out, "MediaPlanner", "1.0");
        this.columns = columns;
        this.rowsInSheet = rowsInSheet;
    }

    @Override
    public void write(Row row) {
        Worksheet current = sheet;
        if (current == null || !row.group().equals(group)) {
            endGroup();
            group = row.group();
            current = begin();
        } else if (line > rowsInSheet) {
            end(current);
            current = begin();
        }
        for (int i = 0; i < columns.size(); i++) {
            set(current, line, i, row.values().get(i));
        }
        add(row);
        if (++line % ROWS_IN_MEMORY == 0) {
            flush(current);
        }
    }

    @Override
    public void finish() {
        endGroup();
        if (names.isEmpty()) {
            end(begin());
        }
        try {
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Worksheet begin() {
        Worksheet begun = workbook.newWorksheet(sheetName(group == null || group.isEmpty() ? NO_GROUP : group));
        begun.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            begun.width(i, COLUMN_WIDTH);
            begun.value(0, i, columns.get(i).name());
            begun.style(0, i).bold().set();
        }
        line = 1;
        sheet = begun;
        return begun;
    }

    private void set(Worksheet to, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {
                return;
            }
            case LocalDate day -> to.value(row, column, day);
            case Instant at -> to.value(row, column, at.atOffset(ZoneOffset.UTC).toLocalDateTime());
            case Number number -> to.value(row, column, number);
            case Boolean flag -> to.value(row, column, flag);
            default -> to.value(row, column, value.toString());
        }
        String format = FORMATS.get(columns.get(column).kind());
        if (format != null) {
            to.style(row, column).format(format).set();
        }
    }

    private void add(Row row) {
        BigDecimal[] sums = totals.computeIfAbsent(row.currency() == null ? "" : row.currency(),
                currency -> new BigDecimal[columns.size()]);
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).summed() && row.values().get(i) instanceof Number number) {
                BigDecimal value = new BigDecimal(number.toString());
                sums[i] = sums[i] == null ? value : sums[i].add(value);
            }
        }
    }

    private void endGroup() {
        Worksheet last = sheet;
        if (last == null) {
            return;
        }
        if (columns.stream().anyMatch(Column::summed)) {
            totals.forEach((currency, sums) -> total(last, currency, sums));
        }
        totals.clear();
        end(last);
    }

    private void total(Worksheet last, String currency, BigDecimal[] sums) {
        last.value(line, 0, currency.isEmpty() ? "Total" : "Total " + currency);
        last.style(line, 0).bold().set();
        for (int i = 1; i < sums.length; i++) {
            if (sums[i] != null) {
                last.value(line, i, sums[i]);
                last.style(line, i).bold().format(FORMATS.get(columns.get(i).kind())).set();
            }
        }
        line++;
    }

    private void end(Worksheet ended) {
        try {
            ended.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sheet = null;
    }

    private static void flush(Worksheet current) {
        try {
            current.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code wanted} without what a sheet's name cannot hold, and told apart from those that are there. */
    private String sheetName(String wanted) {
        String clean = wanted.replaceAll("[\\[\\]:*?/\\\\\\p{Cntrl}]", " ").strip();
        clean = clean.replaceAll("^'+|'+$", "");
        String base = clean.isEmpty() ? NO_GROUP : clean;
        for (int number = 1;; number++) {
            String end = number == 1 ? "" : " (" + number + ")";
            String name = base.substring(0, Math.min(base.length(), NAME_LENGTH - end.length())) + end;
            if (names.add(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
        }
    }
}

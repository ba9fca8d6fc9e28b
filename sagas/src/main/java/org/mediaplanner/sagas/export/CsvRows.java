package org.mediaplanner.sagas.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.export.ExportTable.Column;
import org.mediaplanner.queries.export.ExportTable.Row;

/** RFC 4180, in UTF-8 with a mark, by which spreadsheets know it. Text that a spreadsheet would take for a formula is quoted. */
final class CsvRows implements RowWriter {

    private static final char MARK = '\uFEFF';
    private static final String FORMULA = "=+-@\t\r";

    private final CsvWriter csv;

    CsvRows(OutputStream out, List<Column> columns) {
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            text.write(MARK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.csv = CsvWriter.builder().build(text);
        csv.writeRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(Row row) {
        csv.writeRecord(row.values().stream().map(CsvRows::text).toList());
    }

    @Override
    public void finish() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case String text when !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 -> "'" + text;
            default -> value.toString();
        };
    }
}

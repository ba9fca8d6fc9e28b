package org.mediaplanner.sagas.export;

import io.temporal.activity.Activity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.mediaplanner.commands.workflow.WorkflowCommand.CompleteWorkflow;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.queries.export.ExportTable;
import org.mediaplanner.queries.export.ExportTable.Row;
import org.mediaplanner.queries.export.Exports;
import org.mediaplanner.sagas.file.FileSink;
import org.mediaplanner.sagas.file.StoredFile;
import org.mediaplanner.sagas.file.StoredFiles;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.Runs;
import org.mediaplanner.sagas.workflow.Steps;
import org.springframework.stereotype.Component;

/** Writes the rows of an export to a file, as they are read. */
@Component
class ExportWork implements ExportActivities {

    private static final int ROWS_AT_ONCE = 1_000;

    private final Runs runs;
    private final Exports exports;
    private final StoredFiles files;
    private final Clock clock;

    ExportWork(Runs runs, Exports exports, StoredFiles files, Clock clock) {
        this.runs = runs;
        this.exports = exports;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void write(RunRef ref) {
        WorkflowRun run = runs.known(ref);
        if (run.status().hasEnded()) {
            return;
        }
        Export export = (Export) run.input();
        Instant now = clock.instant();
        ExportTable table = exports.table(ref.tenant(), export, now);
        FileSink sink = files.begin(ref.tenant(), name(export, now), contentType(export.format()));
        long rows;
        try {
            rows = write(table, writer(export.format(), sink, table), new Steps(runs, ref,
                    Activity.getExecutionContext(), "writing rows"));
        } catch (RuntimeException notWritten) {
            files.discard(sink.id());
            throw notWritten;
        }
        StoredFile file = sink.finish();
        WorkflowRun after = runs.tell(ref, new CompleteWorkflow(ref.workflow(), new ExportedFile(file.id(), rows, file
                .bytes(), file.sha256())));
        if (!(after.result() instanceof ExportedFile told) || !told.fileId().equals(file.id())) {
            // Another attempt, given up too early, was faster.
            files.discard(file.id());
        }
    }

    private static long write(ExportTable table, RowWriter writer, Steps steps) {
        Long total = table.total().block();
        long rows = 0;
        try (Stream<Row> found = table.rows().toStream(ROWS_AT_ONCE)) {
            for (Iterator<Row> next = found.iterator(); next.hasNext();) {
                writer.write(next.next());
                if (++rows % ROWS_AT_ONCE == 0) {
                    steps.at(rows, total);
                }
            }
        }
        writer.finish();
        return rows;
    }

    private static RowWriter writer(Format format, FileSink sink, ExportTable table) {
        return switch (format) {
            case CSV -> new CsvRows(sink, table.columns());
            case XLSX -> new XlsxRows(sink, table.columns(), XlsxRows.ROWS);
        };
    }

    private static String name(Export export, Instant now) {
        return export.what().name().toLowerCase(Locale.ROOT) + "-" + LocalDate.ofInstant(now, ZoneOffset.UTC) + "."
                + export.format().name().toLowerCase(Locale.ROOT);
    }

    private static String contentType(Format format) {
        return switch (format) {
            case CSV -> "text/csv; charset=utf-8";
            case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        };
    }
}

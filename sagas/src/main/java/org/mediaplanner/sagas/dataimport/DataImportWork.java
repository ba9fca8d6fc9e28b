package org.mediaplanner.sagas.dataimport;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.performance.ImportPreview;
import org.mediaplanner.commands.performance.ImportedFile;
import org.mediaplanner.commands.performance.PerformanceCommand.ImportPerformance;
import org.mediaplanner.commands.performance.PerformanceCommand.Imported;
import org.mediaplanner.commands.performance.PerformanceCommand.PreviewImport;
import org.mediaplanner.commands.performance.PerformanceCsv;
import org.mediaplanner.commands.workflow.WorkflowCommand.CompleteWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.ProposeResult;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Upload;
import org.mediaplanner.events.workflow.WorkflowResult.Applied;
import org.mediaplanner.events.workflow.WorkflowResult.Diff;
import org.mediaplanner.events.workflow.WorkflowResult.ImportedData;
import org.mediaplanner.events.workflow.WorkflowResult.RowError;
import org.mediaplanner.events.workflow.WorkflowResult.Sample;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.queries.tenant.TenantDefaults;
import org.mediaplanner.sagas.file.StoredFile;
import org.mediaplanner.sagas.file.StoredFiles;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.Runs;
import org.mediaplanner.sagas.workflow.Steps;
import org.springframework.stereotype.Component;

/** Reads a file, foretells what it changes, and changes that in one transaction. */
@Component
class DataImportWork implements DataImportActivities {

    /** One import is one transaction: this many facts are some ten seconds of it. */
    private static final int FACTS = 500_000;
    private static final int BYTES = 128 << 20;
    private static final int ROWS_LOOKED_AT = 20;
    private static final int ERRORS_SHOWN = 1_000;

    private final Runs runs;
    private final StoredFiles files;
    private final RememberedMappings remembered;
    private final TenantDefaults defaults;
    private final Commands commands;
    private final Clock clock;

    DataImportWork(Runs runs, StoredFiles files, RememberedMappings remembered, TenantDefaults defaults,
            Commands commands, Clock clock) {
        this.runs = runs;
        this.files = files;
        this.remembered = remembered;
        this.defaults = defaults;
        this.commands = commands;
        this.clock = clock;
    }

    /** @param parsed {@code null} where rows cannot be used */
    private record Prepared(ImportedData proposal, @Nullable ImportedFile parsed, String digest,
            List<String> columns) {}

    @Override
    public Next propose(RunRef ref) {
        WorkflowRun run = runs.known(ref);
        if (run.status().hasEnded()) {
            return Next.NOTHING;
        }
        return applied(ref, run).isPresent()
                ? Next.APPLY
                : propose(ref, run, prepare(ref, run, "reading and checking rows"));
    }

    @Override
    public Next apply(RunRef ref) {
        WorkflowRun run = runs.known(ref);
        if (run.status().hasEnded()) {
            return Next.NOTHING;
        }
        String approved = run.approvedHash();
        if (approved == null) {
            return Next.WAIT;
        }
        Optional<Imported> earlier = applied(ref, run);
        if (earlier.isPresent() && run.result() instanceof ImportedData proposal) {
            return complete(ref, proposal, earlier.get());
        }
        Prepared prepared = prepare(ref, run, "applying rows");
        ImportedFile file = prepared.parsed();
        if (file == null || !prepared.proposal().hash().equals(approved)) {
            return propose(ref, run, prepared);
        }
        remembered.keep(ref.tenant(), prepared.columns(), prepared.proposal().mapping());
        Imported imported;
        try (Steps.Alive _ = steps(ref, "applying rows").keepAlive()) {
            imported = commands.send(Runs.caller(ref),
                    new ImportPerformance(BatchId.next(), file, prepared.digest()), key(ref, approved)).result();
        } catch (Refusal refusal) {
            if (refusal.code().equals("stale")) {
                return propose(ref, run, prepare(ref, run, "reading and checking rows"));
            }
            throw failure(refusal);
        } catch (ArithmeticException overflow) {
            throw tooMuch();
        }
        return complete(ref, prepared.proposal(), imported);
    }

    /**
     * What came of it, where it was applied by a node that died before it could say so: compared again, the file would
     * change nothing any more.
     */
    private Optional<Imported> applied(RunRef ref, WorkflowRun run) {
        return run.approvedHash() == null
                ? Optional.empty()
                : commands.answered(Runs.caller(ref), ImportPerformance.class, key(ref, run.approvedHash()));
    }

    private static IdempotencyKey key(RunRef ref, String approved) {
        return new IdempotencyKey("data-import", ref.workflowId(), approved);
    }

    private Next complete(RunRef ref, ImportedData applied, Imported imported) {
        runs.tell(ref, new CompleteWorkflow(ref.workflow(), new ImportedData(applied.mapping(), applied.rows(),
                applied.errors(), applied.errorsTotal(), applied.diff(), applied.hash(),
                new Applied(imported.campaignsCreated(), imported.accepted(), imported.restated(), imported.unchanged(),
                        imported.outcomes()))));
        return Next.NOTHING;
    }

    private Next propose(RunRef ref, WorkflowRun run, Prepared prepared) {
        String hash = prepared.proposal().hash();
        if (hash.equals(run.approvedHash())) {
            return Next.APPLY;
        }
        Status status = runs.tell(ref, new ProposeResult(ref.workflow(), prepared.proposal(), hash)).status();
        return status.hasEnded() ? Next.NOTHING : Next.WAIT;
    }

    private Prepared prepare(RunRef ref, WorkflowRun run, String step) {
        DataImport input = (DataImport) run.input();
        StoredFile file = switch (input.source()) {
            case Upload upload -> files.find(ref.tenant(), upload.fileId()).orElseThrow(() -> ApplicationFailure
                    .newNonRetryableFailure("There is no such file; it may have expired", "unknown-file"));
        };
        Steps steps = steps(ref, step);
        steps.at(0, file.bytes());
        try (Steps.Alive _ = steps.keepAlive()) {
            byte[] content = content(ref, file);
            List<List<String>> head = PerformanceCsv.head(content, 1 + ROWS_LOOKED_AT);
            List<String> columns = head.isEmpty() ? List.of() : head.getFirst();
            ImportMapping mapping = mapping(ref, input, head, columns);
            return foretell(ref, file, content, mapping, columns);
        } catch (Refusal refusal) {
            throw failure(refusal);
        } catch (ArithmeticException overflow) {
            throw tooMuch();
        }
    }

    private Prepared foretell(RunRef ref, StoredFile file, byte[] content, ImportMapping mapping,
            List<String> columns) {
        LocalDate lastDay = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
        try {
            ImportedFile parsed = PerformanceCsv.read(content, mapping, lastDay, FACTS);
            ImportPreview preview = commands.send(Runs.caller(ref), new PreviewImport(BatchId.next(), parsed)).result();
            String hash = hash(file.sha256(), ViewJson.write(mapping), preview.digest());
            Diff diff = new Diff(preview.create(), preview.update(), preview.unchanged(), preview.campaignsToCreate(),
                    preview.samples().stream().map(sample -> new Sample(sample.key(), sample.field(), sample.before(),
                            sample.after())).toList());
            boolean usable = preview.violations().isEmpty();
            return new Prepared(data(mapping, parsed.rows(), preview.violations(), diff, hash), usable ? parsed : null,
                    preview.digest(), columns);
        } catch (Refusal refusal) {
            if (refusal.violations().isEmpty() || refusal.violations().stream().allMatch(v -> v.line() == null)) {
                throw refusal;
            }
            String hash = hash(file.sha256(), ViewJson.write(mapping), "unusable");
            return new Prepared(data(mapping, 0, refusal.violations(), new Diff(0, 0, 0, 0, List.of()), hash), null, "",
                    columns);
        }
    }

    private static ImportedData data(ImportMapping mapping, int rows, List<Violation> violations, Diff diff,
            String hash) {
        List<RowError> errors = violations.stream().limit(ERRORS_SHOWN).map(v -> new RowError(Objects
                .requireNonNullElse(v.line(), 0), v.field(), v.message())).toList();
        return new ImportedData(mapping, rows, errors, violations.size(), diff, hash, null);
    }

    private ImportMapping mapping(RunRef ref, DataImport input, List<List<String>> head, List<String> columns) {
        ImportMapping given = input.mapping();
        if (given != null) {
            return given;
        }
        return remembered.find(ref.tenant(), columns)
                .or(() -> MappingSuggestion.of(head, Objects.requireNonNull(defaults
                        .of(ref.tenant()).block()).currency()))
                .orElseThrow(() -> ApplicationFailure.newNonRetryableFailure(
                        "What the columns mean cannot be guessed; import it anew with a mapping. They are: " + String
                                .join(", ", columns),
                        "no-mapping"));
    }

    private byte[] content(RunRef ref, StoredFile file) {
        if (file.bytes() > BYTES) {
            throw ApplicationFailure.newNonRetryableFailure("A file to import has at most 128 MiB", "too-large");
        }
        try (InputStream content = files.open(ref.tenant(), file)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Steps steps(RunRef ref, String step) {
        return new Steps(runs, ref, Activity.getExecutionContext(), step);
    }

    /** A refusal stays one, however often it is tried; losing a race does not. */
    private static RuntimeException failure(Refusal refusal) {
        return refusal.isPassing() ? refusal : ApplicationFailure.newNonRetryableFailure(text(refusal), refusal.code());
    }

    /** Each value is one that is taken; they stay too much together, however often they are added. */
    private static RuntimeException tooMuch() {
        return ApplicationFailure.newNonRetryableFailure(
                "The file's values add up to more than an amount can be: 9223372036854.775807", "out-of-range");
    }

    private static String text(Refusal refusal) {
        List<Violation> violations = refusal.violations();
        return violations.isEmpty()
                ? String.valueOf(refusal.getMessage())
                : violations.getFirst().field() + ": " + violations.getFirst().message();
    }

    private static String hash(String... parts) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(String.join("\n", parts).getBytes(
                            StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}

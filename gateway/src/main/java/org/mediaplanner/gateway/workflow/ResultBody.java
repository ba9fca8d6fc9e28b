package org.mediaplanner.gateway.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.events.workflow.WorkflowResult;
import org.mediaplanner.events.workflow.WorkflowResult.Applied;
import org.mediaplanner.events.workflow.WorkflowResult.Diff;
import org.mediaplanner.events.workflow.WorkflowResult.ErasedTenant;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowResult.ImportedData;
import org.mediaplanner.gateway.performance.MappingBody;

/** What came of long-running work, or would come of it once it is approved. */
@Schema(name = "WorkflowResult", oneOf = {ResultBody.ExportResult.class, ResultBody.ImportResult.class,
        ResultBody.DeletionResult.class})
sealed interface ResultBody {

    static ResultBody of(WorkflowResult result) {
        return switch (result) {
            case ErasedTenant erased -> new DeletionResult(erased.rows());
            case ExportedFile file -> new ExportResult(file.fileId(), "/api/v1/files/" + file.fileId(), file.rows(),
                    file.bytes(), file.sha256());
            case ImportedData data -> new ImportResult(MappingBody.of(data.mapping()), data.rows(), data.errors()
                    .stream().map(error -> new RowErrorBody(error.line(), error.field(), error.message())).toList(),
                    data
                            .errorsTotal(),
                    DiffBody.of(data.diff()), data.hash(), AppliedBody.of(data.applied()));
        };
    }

    @Schema(name = "ExportResult")
    record ExportResult(FileId fileId, @Schema(example = "/api/v1/files/fil_…") String url, long rows, long bytes,
            @Schema(description = "Of the file's bytes, hexadecimal") String sha256) implements ResultBody {}

    @Schema(name = "TenantDeletionResult")
    record DeletionResult(@Schema(description = "That were kept beside the events, and are gone") long erasedRows)
            implements ResultBody {}

    @Schema(name = "ImportResult")
    record ImportResult(MappingBody mapping, long rows, List<RowErrorBody> errors, long errorsTotal, DiffBody diff,
            @Schema(description = "What an approval names") String hash,
            @Schema(description = "Once it is applied") @Nullable AppliedBody applied) implements ResultBody {}

    @Schema(name = "ImportRowError")
    record RowErrorBody(@Schema(description = "1 is the header") int line, String field, String message) {}

    @Schema(name = "ImportDiff")
    record DiffBody(long create, long update, long unchanged, long campaignsToCreate, List<SampleBody> samples) {

        static DiffBody of(Diff diff) {
            return new DiffBody(diff.create(), diff.update(), diff.unchanged(), diff.campaignsToCreate(), diff.samples()
                    .stream().map(sample -> new SampleBody(sample.key(), sample.field(), sample.before(), sample
                            .after()))
                    .toList());
        }
    }

    @Schema(name = "ImportSample")
    record SampleBody(@Schema(description = "Campaign and day") String key, String field,
            @JsonProperty("old") @Nullable String before,
            @JsonProperty("new") String after) {}

    @Schema(name = "ImportApplied")
    record AppliedBody(long campaignsCreated, long accepted, long restated, long unchanged, long outcomes) {

        static @Nullable AppliedBody of(@Nullable Applied applied) {
            return applied == null
                    ? null
                    : new AppliedBody(applied.campaignsCreated(), applied.accepted(), applied.restated(), applied
                            .unchanged(), applied.outcomes());
        }
    }
}

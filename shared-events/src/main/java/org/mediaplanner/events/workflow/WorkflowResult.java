package org.mediaplanner.events.workflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.performance.ImportMapping;

/** What came of a piece of long-running work, or what would come of it once it is approved. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = WorkflowResult.ExportedFile.class, name = WorkflowInput.EXPORT),
        @JsonSubTypes.Type(value = WorkflowResult.ImportedData.class, name = WorkflowInput.DATA_IMPORT),
        @JsonSubTypes.Type(value = WorkflowResult.ErasedTenant.class, name = WorkflowInput.TENANT_DELETION)})
public sealed interface WorkflowResult {

    /**
     * A file that can be downloaded.
     *
     * @param rows without header and totals
     * @param sha256 of its bytes, in hexadecimal digits
     */
    record ExportedFile(FileId fileId, long rows, long bytes, String sha256) implements WorkflowResult {}

    /**
     * What a file's rows change.
     *
     * @param rows of the file
     * @param errors rows that cannot be used; nothing is applied while there is one
     * @param hash of all that would be applied, which an approval names
     * @param applied {@code null} until it is
     */
    record ImportedData(ImportMapping mapping, long rows, List<RowError> errors, long errorsTotal, Diff diff,
            String hash, @Nullable Applied applied) implements WorkflowResult {}

    /** @param rows that were kept of the organisation beside its events, and are gone */
    record ErasedTenant(long rows) implements WorkflowResult {}

    /** @param line of the file, where 1 is the header */
    record RowError(int line, String field, @FreeText String message) {}

    /**
     * How many facts and campaigns would be new, changed, or are known already.
     *
     * @param samples some of what would change
     */
    record Diff(long create, long update, long unchanged, long campaignsToCreate, List<Sample> samples) {}

    /**
     * One change.
     *
     * @param key campaign and day
     * @param before {@code null} for what is new
     */
    record Sample(@FreeText String key, String field, @FreeText @Nullable String before, @FreeText String after) {}

    record Applied(long campaignsCreated, long accepted, long restated, long unchanged, long outcomes) {}
}

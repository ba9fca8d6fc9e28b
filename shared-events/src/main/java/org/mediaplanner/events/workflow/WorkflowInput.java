package org.mediaplanner.events.workflow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.performance.ImportMapping;

/** What a piece of long-running work is to be done with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = WorkflowInput.Export.class, name = WorkflowInput.EXPORT),
        @JsonSubTypes.Type(value = WorkflowInput.DataImport.class, name = WorkflowInput.DATA_IMPORT),
        @JsonSubTypes.Type(value = WorkflowInput.TenantDeletion.class, name = WorkflowInput.TENANT_DELETION)})
public sealed interface WorkflowInput {

    String EXPORT = "export";
    String DATA_IMPORT = "data-import";
    String TENANT_DELETION = "tenant-deletion";

    @JsonIgnore
    WorkflowType type();

    /**
     * Rows of the tenant's data as a file.
     *
     * @param from first day of facts, or of when things happened; {@code null} from the beginning
     * @param until last such day; {@code null} to the end
     */
    record Export(Content what, Format format, @Nullable LocalDate from, @Nullable LocalDate until, Filters filters)
            implements
            WorkflowInput {

        @Override
        public WorkflowType type() {
            return WorkflowType.EXPORT;
        }
    }

    /**
     * A file's rows as data, once somebody has approved what they would change.
     *
     * @param mapping of the columns; {@code null} to have one suggested
     */
    record DataImport(Source source, Target target, @Nullable ImportMapping mapping) implements WorkflowInput {

        @Override
        public WorkflowType type() {
            return WorkflowType.DATA_IMPORT;
        }
    }

    /** The organisation whose work it is, with everything that is kept of it. */
    record TenantDeletion() implements WorkflowInput {

        @Override
        public WorkflowType type() {
            return WorkflowType.TENANT_DELETION;
        }
    }

    /** What an export holds a row for each of: campaign and day, campaign, ledger, event. */
    enum Content {
        PERFORMANCE, CAMPAIGNS, BUDGETS, AUDIT
    }

    /** How an export is written. */
    enum Format {
        XLSX, CSV
    }

    /** Where an import's rows are. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(value = Upload.class, name = "UPLOAD"))
    sealed interface Source {}

    /** A file that the tenant has uploaded. */
    record Upload(FileId fileId) implements Source {}

    /** What an import's rows become. */
    enum Target {
        PERFORMANCE
    }

    /** Which campaigns' rows an export holds. Each list is any of its values, none for all. */
    record Filters(List<CampaignId> campaigns, List<String> channels, List<String> platforms, List<ClientId> clients,
            @FreeText List<String> tags) {

        public static final Filters NONE = new Filters(List.of(), List.of(), List.of(), List.of(), List.of());
    }
}

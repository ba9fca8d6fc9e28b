package org.mediaplanner.gateway.workflow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowInput.Target;
import org.mediaplanner.events.workflow.WorkflowInput.TenantDeletion;
import org.mediaplanner.events.workflow.WorkflowInput.Upload;
import org.mediaplanner.gateway.performance.MappingBody;

/** What long-running work is to be done with. */
@Schema(name = "WorkflowInput", oneOf = {InputBody.ExportBody.class, InputBody.ImportBody.class,
        InputBody.DeletionBody.class})
sealed interface InputBody {

    static InputBody of(WorkflowInput input) {
        return switch (input) {
            case TenantDeletion _ -> new DeletionBody(Scope.ORGANISATION);
            case Export export -> new ExportBody(export.what(), export.format(), export.from(), export.until(),
                    FiltersBody.of(export.filters()));
            case DataImport data -> new ImportBody(
                    switch (data.source()) {
                        case Upload upload -> new SourceBody(SourceType.UPLOAD, upload.fileId());
                    }, data.target(), data.mapping() == null ? null : MappingBody.of(data.mapping()));
        };
    }

    @Schema(name = "Export", description = "Rows of the organisation's data as a file")
    record ExportBody(Content what, Format format,
            @Schema(description = "First day; from the beginning without") @Nullable LocalDate from,
            @Schema(description = "Last day; to the end without") @Nullable LocalDate until,
            @Nullable FiltersBody filters) implements InputBody {

        /** @throws org.mediaplanner.commands.Refusal where a filter would be passed over */
        Export input() {
            Filters wanted = filters == null ? Filters.NONE : filters.filters();
            boolean audit = what == Content.AUDIT;
            String none = "is no filter of the audit log";
            new Checks().that(!audit || wanted.channels().isEmpty(), "filters.channel", none)
                    .that(!audit || wanted.platforms().isEmpty(), "filters.platform", none)
                    .that(!audit || wanted.clients().isEmpty(), "filters.clientId", none)
                    .that(!audit || wanted.tags().isEmpty(), "filters.tag", none).orRefuse();
            return new Export(what, format, from, until, wanted);
        }
    }

    @Schema(name = "TenantDeletion", description = "What is deleted")
    record DeletionBody(Scope scope) implements InputBody {}

    /** What a deletion takes with it. */
    enum Scope {
        ORGANISATION
    }

    @Schema(name = "ExportFilters", description = "Each list is any of its values, none for all")
    record FiltersBody(@Nullable List<CampaignId> campaignId, @Nullable List<String> channel,
            @Nullable List<String> platform, @Nullable List<ClientId> clientId, @Nullable List<String> tag) {

        static @Nullable FiltersBody of(Filters filters) {
            return filters.equals(Filters.NONE)
                    ? null
                    : new FiltersBody(filters.campaigns(), filters.channels(), filters.platforms(), filters.clients(),
                            filters.tags());
        }

        Filters filters() {
            return new Filters(list(campaignId), list(channel), list(platform), list(clientId), list(tag));
        }

        private static <T> List<T> list(@Nullable List<T> values) {
            return values == null ? List.of() : values;
        }
    }

    @Schema(name = "DataImport", description = "A file's rows as data, once what they would change is approved")
    record ImportBody(SourceBody source, Target target,
            @Schema(description = "Suggested from the column names without") @Nullable MappingBody mapping)
            implements
            InputBody {

        DataImport input() {
            return new DataImport(new Upload(source.fileId()), target, mapping == null ? null : mapping.mapping());
        }
    }

    @Schema(name = "ImportSource")
    record SourceBody(SourceType type, FileId fileId) {}

    /** Where an import's rows are. */
    enum SourceType {
        UPLOAD
    }
}

package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignFilter;

/** What can stand behind the question mark of campaigns. */
final class CampaignFilters {

    private CampaignFilters() {}

    record CampaignListing(@Parameter(description = "Words that the name holds") @Nullable String q,
            @Parameter(description = "Any of these; all but ARCHIVED without") List<CampaignStatus> status,
            @Parameter(description = "Any of these", example = "SEARCH") List<String> channel,
            @Parameter(description = "Any of these", example = "GOOGLE_ADS") List<String> platform,
            @Parameter(description = "Any of these") List<Objective> objective,
            @Parameter(description = "Any of these") List<String> tag,
            @Parameter(description = "Any of these") List<ClientId> clientId,
            @Parameter(description = "Any of these") List<BudgetId> budgetId,
            @Parameter(description = "name, startDate, endDate, createdAt or updatedAt; with - in front the other way "
                    + "round", example = "-startDate") @Nullable String sort,
            @Parameter(description = "metrics, for figures with each campaign", schema = @Schema(type = "string", allowableValues = "metrics")) @Nullable String include)
            implements
            QueryParameters {

        CampaignFilter filter() {
            return new CampaignFilter(q, status, channel, platform, objective, tag, clientId, budgetId);
        }

        boolean withMetrics() {
            if (include != null && !include.equals("metrics")) {
                throw Fault.malformed("include", "must be metrics").raised();
            }
            return include != null;
        }
    }

    record Steps(@Parameter(description = "What is put together", schema = @Schema(type = "string", allowableValues = {
            "day", "week", "month"}, defaultValue = "day")) @Nullable String granularity)
            implements
            QueryParameters{}
}

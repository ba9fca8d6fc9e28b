package org.mediaplanner.gateway.analytics;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.query.Period.Days;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;

/** What can stand behind the question mark of analytics. */
final class AnalyticsParameters {

    private AnalyticsParameters() {}

    /** Which facts, and the currency of the answer. */
    record FactFilter(@Parameter(description = "Any of these") List<CampaignId> campaignId,
            @Parameter(description = "Any of these", example = "SEARCH") List<String> channel,
            @Parameter(description = "Any of these", example = "GOOGLE_ADS") List<String> platform,
            @Parameter(description = "Any of these") List<ClientId> clientId,
            @Parameter(description = "Any of these") List<String> tag,
            @Parameter(description = "To answer in; the one currency of the selection without, else the organisation's") @Nullable Currency currency)
            implements QueryParameters {

        Selection selection(Days days) {
            return new Selection(campaignId, channel, platform, clientId, tag, days.from(), days.to(), currency);
        }
    }

    record Steps(@Parameter(description = "What is put together", schema = @Schema(type = "string", allowableValues = {
            "day", "week", "month"}, defaultValue = "day")) @Nullable String granularity)
            implements QueryParameters{}

    record By(
            @Parameter(description = "What there is a line for each of", required = true, schema = @Schema(type = "string", allowableValues = {
                    "channel", "platform", "campaign", "month", "client", "tag"})) @Nullable String by)
            implements QueryParameters{}

    record SeriesName(@Parameter(description = "Of one series", example = "revenue") @Nullable String name)
            implements QueryParameters {}
}

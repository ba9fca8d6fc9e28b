package org.mediaplanner.queries.campaign;

/** What of a campaign follows from the day, as SQL; the same as {@code Campaign.statusOn}. */
public final class CampaignSql {

    private static final String TODAY = "(:now::timestamptz AT TIME ZONE time_zone)::date";

    /** The status at {@code :now}, in the campaign's own time zone. */
    public static final String STATUS = """
            (CASE WHEN phase IN ('DRAFT', 'ENDED', 'ARCHIVED') THEN phase
                  WHEN %1$s > end_date THEN 'ENDED'
                  WHEN phase = 'PAUSED' THEN 'PAUSED'
                  WHEN %1$s < start_date THEN 'SCHEDULED'
                  ELSE 'LIVE' END)""".formatted(TODAY);

    private CampaignSql() {}
}

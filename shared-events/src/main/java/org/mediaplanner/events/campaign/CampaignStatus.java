package org.mediaplanner.events.campaign;

/** What people see of a campaign's life; SCHEDULED, LIVE and ENDED follow from the day ({@link Campaign#statusOn}). */
public enum CampaignStatus {
    DRAFT, SCHEDULED, LIVE, PAUSED, ENDED, ARCHIVED
}

package org.mediaplanner.events.campaign;

/** What a campaign is bought for. */
public enum Objective {
    AWARENESS, TRAFFIC, ENGAGEMENT, LEADS, CONVERSIONS, SALES, APP_INSTALLS, OTHER
}

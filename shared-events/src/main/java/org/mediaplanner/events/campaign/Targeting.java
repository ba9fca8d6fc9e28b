package org.mediaplanner.events.campaign;

import java.util.List;

/** Whom a campaign addresses; an empty list does not limit. Values are the platform's own names. */
public record Targeting(List<String> locations, List<String> languages, List<String> audiences, List<String> devices,
        List<String> keywords) {}

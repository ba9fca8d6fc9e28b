package org.mediaplanner.events.campaign;

import java.util.List;
import org.mediaplanner.events.FreeText;

/** Whom a campaign addresses; an empty list does not limit. Values are the platform's own names. */
public record Targeting(List<String> locations, List<String> languages, @FreeText List<String> audiences,
        List<String> devices, @FreeText List<String> keywords) {}

package org.mediaplanner.gateway.settings;

import java.util.List;

/** With these settings there is no start. */
final class UnfitSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnfitSettings(List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
    }
}

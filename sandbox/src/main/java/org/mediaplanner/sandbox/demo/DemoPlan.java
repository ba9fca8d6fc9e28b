package org.mediaplanner.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the demo tenant is to hold, as {@code demo.json} says it. Days are counted from the day on which
 * the demo was first filled; names never change, so that what is there already can be found.
 */
record DemoPlan(List<String> clients, List<DemoCampaign> campaigns, List<Ledger> ledgers) {

    static final int HISTORY_DAYS = 180;

    /**
     * @param client {@code null} for one of the tenant's own
     * @param entries what was booked, in order; each raises the ledger's version by one
     */
    record Ledger(String name, @Nullable String client, String currency, List<Entry> entries) {}

    /** @param body the request's, in which {@code campaignId} is a name */
    record Entry(String verb, JsonNode body) {}

    static DemoPlan read(JsonMapper json) {
        try (InputStream in = Objects.requireNonNull(DemoPlan.class.getResourceAsStream("/demo.json"))) {
            return json.readValue(in, DemoPlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins on the first day of the history: by it the day of the first fill is found again. */
    DemoCampaign oldest() {
        return campaigns.getFirst();
    }
}

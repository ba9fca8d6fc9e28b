package org.mediaplanner.sandbox.demo;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A campaign of the demo.
 *
 * @param start day of the flight, counted from the first fill
 * @param end likewise
 * @param budget as the interface has it
 * @param steps what was done with it after it had been created; each raises its version by one
 * @param market what came of it; {@code null} where nothing was delivered
 */
record DemoCampaign(String name, String client, String channel, String platform, String objective, int start, int end,
        JsonNode budget, List<String> tags, List<Step> steps, @Nullable Delivery market) {

    /** @param path behind the campaign's own */
    record Step(String method, String path, @Nullable JsonNode body) {}

    /**
     * @param until last measured day, counted from the first fill; {@code null} for as long as the flight lasts
     * @param share what is spent on average of what is planned
     * @param click what one costs
     * @param clickRate clicks per impression
     * @param conversion what one costs at the usual spend
     * @param value what one is worth
     */
    record Delivery(@Nullable Integer until, double share, double click, double clickRate, double conversion,
            double value) {}

    String currency() {
        return budget.path("money").path("currency").asString();
    }

    /** What it should spend on an average day. */
    double plannedADay() {
        double money = Double.parseDouble(budget.path("money").path("amount").asString());
        return budget.path("type").asString().equals("TOTAL") ? money / (end - start + 1) : money;
    }

    boolean isMeasuredOn(LocalDate day, LocalDate firstFill) {
        return market != null && !day.isBefore(firstFill.plusDays(start))
                && !day.isAfter(firstFill.plusDays(market.until() == null ? end : market.until()));
    }
}

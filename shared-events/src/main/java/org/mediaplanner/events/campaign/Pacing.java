package org.mediaplanner.events.campaign;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** How a budget is to be spread over its flight. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({@JsonSubTypes.Type(value = Pacing.Even.class, name = "EVEN"),
        @JsonSubTypes.Type(value = Pacing.Asap.class, name = "ASAP"),
        @JsonSubTypes.Type(value = Pacing.Ahead.class, name = "AHEAD"),
        @JsonSubTypes.Type(value = Pacing.Custom.class, name = "CUSTOM")})
public sealed interface Pacing {

    Pacing EVEN = new Even();

    /** The same amount each day. */
    record Even() implements Pacing {}

    /** As much as the platform can, from the first day. */
    record Asap() implements Pacing {}

    /** {@code percent} (0–100) more than even in the first half of the flight, as much less in the second. */
    record Ahead(BigDecimal percent) implements Pacing {}

    /** Shares of the budget from given days on; the first begins with the flight, the percents sum to 100. */
    record Custom(List<Step> curve) implements Pacing {}

    /** From {@code from} to the day before the next step, {@code percent} of the budget is spent evenly. */
    record Step(LocalDate from, BigDecimal percent) {}
}

package org.mediaplanner.gateway.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;

/** Plan and spend of all campaigns of a selection together, in the answer's currency. */
record PacingTotals(Money budget, Money planned, Money actual,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal pace) {}

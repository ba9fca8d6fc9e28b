package org.mediaplanner.events.budget;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** A ledger of money to spend. */
public record BudgetId(String value) implements PrefixedId {

    public static final String PREFIX = "bud";

    public BudgetId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static BudgetId of(String value) {
        return new BudgetId(value);
    }

    public static BudgetId next() {
        return new BudgetId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}

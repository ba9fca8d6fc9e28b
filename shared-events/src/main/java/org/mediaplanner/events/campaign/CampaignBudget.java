package org.mediaplanner.events.campaign;

import org.mediaplanner.events.money.Money;

/** What a campaign may spend: over its whole flight, or on an average day (the platform may exceed it on a single one). */
public record CampaignBudget(Type type, Money money) {

    public enum Type {
        TOTAL, DAILY
    }

    /** The cap over {@code flight}: the total itself, or the daily amount times its days. */
    public Money over(Flight flight) {
        return switch (type) {
            case TOTAL -> money;
            case DAILY -> new Money(Math.multiplyExact(money.micros(), flight.days()), money.currency());
        };
    }

    @Override
    public String toString() {
        return type + " " + money;
    }
}

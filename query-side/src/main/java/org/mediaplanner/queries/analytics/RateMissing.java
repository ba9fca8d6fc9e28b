package org.mediaplanner.queries.analytics;

import java.time.LocalDate;
import java.util.Currency;

/** Amounts of two currencies cannot be added: the tenant has recorded no rate between them on or before the day. */
public final class RateMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RateMissing(Currency from, Currency to, LocalDate date) {
        super("There is no exchange rate from " + from + " to " + to + " on or before " + date
                + "; record one at /fx-rates, or ask for one currency");
    }
}

package org.mediaplanner.queries.analytics;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/** A recorded rate that an answer was computed with: one unit of {@code from} was {@code rate} of {@code to}. */
public record UsedRate(Currency from, Currency to, LocalDate date, BigDecimal rate) {}

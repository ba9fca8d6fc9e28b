package org.mediaplanner.queries.reading;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.performance.Measures;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.ViewJson;

/** Reads columns of read models over R2DBC. */
public final class Rows {

    private Rows() {}

    public static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    public static @Nullable String textOrNull(Readable row, String column) {
        return row.get(column, String.class);
    }

    public static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    public static LocalDate day(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, LocalDate.class), column);
    }

    public static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class), column).toInstant();
    }

    public static @Nullable Instant instantOrNull(Readable row, String column) {
        OffsetDateTime value = row.get(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** An aggregate's state and stamps; the select names it {@code state::text AS state}. */
    public static <S> Stamped<S> stamped(Readable row, Class<S> type) {
        return new Stamped<>(ViewJson.read(text(row, "state"), type), number(row, "version"),
                instant(row, "created_at"), text(row, "created_by"), instant(row, "updated_at"));
    }

    /** Measures, zero where an outer join found none. */
    public static Measures measures(Readable row) {
        return new Measures(zero(row, "impressions"), zero(row, "clicks"), zero(row, "cost_micros"),
                zero(row, "conversion_millionths"), zero(row, "conversion_value_micros"));
    }

    private static long zero(Readable row, String column) {
        Long value = row.get(column, Long.class);
        return value == null ? 0 : value;
    }
}

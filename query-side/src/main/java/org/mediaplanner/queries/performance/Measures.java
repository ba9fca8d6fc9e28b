package org.mediaplanner.queries.performance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.mediaplanner.events.money.Split;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.queries.projection.Table.Column;

/** What was measured, in whole numbers that add up exactly: money in micros, conversions in millionths. */
public record Measures(long impressions, long clicks, long costMicros, long conversionMillionths,
        long conversionValueMicros) {

    public static final Measures NONE = new Measures(0, 0, 0, 0, 0);

    public static Measures of(FactValues values) {
        return new Measures(values.impressions(), values.clicks(), values.cost().micros(),
                values.conversions().movePointRight(FactValues.CONVERSION_DIGITS).longValueExact(),
                values.conversionValue().micros());
    }

    /** The share of the {@code index}th of {@code parts} days; the shares of all days sum to this exactly. */
    public Measures share(int parts, int index) {
        return new Measures(Split.equalShare(impressions, parts, index), Split.equalShare(clicks, parts, index),
                Split.equalShare(costMicros, parts, index), Split.equalShare(conversionMillionths, parts, index),
                Split.equalShare(conversionValueMicros, parts, index));
    }

    public Measures plus(Measures other) {
        return new Measures(Math.addExact(impressions, other.impressions), Math.addExact(clicks, other.clicks),
                Math.addExact(costMicros, other.costMicros),
                Math.addExact(conversionMillionths, other.conversionMillionths),
                Math.addExact(conversionValueMicros, other.conversionValueMicros));
    }

    public Measures minus(Measures other) {
        return new Measures(impressions - other.impressions, clicks - other.clicks, costMicros - other.costMicros,
                conversionMillionths - other.conversionMillionths, conversionValueMicros - other.conversionValueMicros);
    }

    /** The columns of a table whose rows hold measures. */
    static <V> List<Column<V>> columns(Function<V, Measures> measures) {
        return List.of(new Column<>("impressions", "bigint", row -> measures.apply(row).impressions()),
                new Column<>("clicks", "bigint", row -> measures.apply(row).clicks()),
                new Column<>("cost_micros", "bigint", row -> measures.apply(row).costMicros()),
                new Column<>("conversion_millionths", "bigint", row -> measures.apply(row).conversionMillionths()),
                new Column<>("conversion_value_micros", "bigint", row -> measures.apply(row).conversionValueMicros()));
    }

    static Measures read(ResultSet row) throws SQLException {
        return new Measures(row.getLong("impressions"), row.getLong("clicks"), row.getLong("cost_micros"),
                row.getLong("conversion_millionths"), row.getLong("conversion_value_micros"));
    }
}

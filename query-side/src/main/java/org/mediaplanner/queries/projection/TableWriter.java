package org.mediaplanner.queries.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.projection.Table.Column;
import org.springframework.jdbc.core.JdbcTemplate;

/** Loads, writes and removes many rows of one table, each with one statement. The one place where batches meet SQL. */
final class TableWriter<K, V> {

    private final JdbcTemplate jdbc;
    private final Table<K, V> table;
    private final String select;
    private final String upsert;
    private final String delete;

    TableWriter(JdbcTemplate jdbc, String schema, Table<K, V> table) {
        this.jdbc = jdbc;
        this.table = table;
        String name = schema + "." + table.name();
        List<String> keys = table.keys().stream().map(Column::name).toList();
        List<String> values = table.values().stream().map(Column::name).toList();
        String matching = table.keys().stream()
                .map(key -> "t.%1$s = k.%1$s::%2$s".formatted(key.name(), key.type()))
                .collect(Collectors.joining(" AND "));
        this.select = "SELECT k.place, t.* FROM unnest(%s) WITH ORDINALITY AS k (%s, place) JOIN %s t ON %s"
                .formatted(arrays(keys.size()), String.join(", ", keys), name, matching);
        this.delete = "DELETE FROM %s t USING unnest(%s) AS k (%s) WHERE %s"
                .formatted(name, arrays(keys.size()), String.join(", ", keys), matching);
        this.upsert = """
                INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS r (%s)
                ON CONFLICT (%s) DO UPDATE SET %s
                """.formatted(name, join(keys, values), casts(), arrays(keys.size() + values.size()),
                join(keys, values), String.join(", ", keys),
                values.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", ")));
    }

    /** The rows of those of {@code keys} that have one. */
    Map<K, V> load(Collection<K> keys) {
        List<K> places = List.copyOf(keys);
        Map<K, V> rows = new HashMap<>();
        jdbc.query(select, row -> {
            rows.put(places.get(row.getInt("place") - 1), table.reader().read(row));
        }, columns(table.keys(), places).toArray());
        return rows;
    }

    /** Writes {@code rows} as they are now; {@code null} removes one. */
    void write(Map<K, @Nullable V> rows) {
        List<K> written = new ArrayList<>(rows.size());
        List<V> values = new ArrayList<>(rows.size());
        List<K> removed = new ArrayList<>();
        rows.forEach((key, value) -> {
            if (value == null) {
                removed.add(key);
            } else {
                written.add(key);
                values.add(value);
            }
        });
        if (!removed.isEmpty()) {
            jdbc.update(delete, columns(table.keys(), removed).toArray());
        }
        if (!written.isEmpty()) {
            jdbc.update(upsert,
                    Stream.concat(columns(table.keys(), written), columns(table.values(), values)).toArray());
        }
    }

    private static <T> Stream<Object> columns(List<Column<T>> columns, List<T> rows) {
        return columns.stream().map(column -> rows.stream().map(row -> text(column.value().apply(row)))
                .toArray(String[]::new));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private String casts() {
        return Stream
                .concat(table.keys().stream().map(TableWriter::cast), table.values().stream().map(TableWriter::cast))
                .collect(Collectors.joining(", "));
    }

    private static String cast(Column<?> column) {
        return "r." + column.name() + "::" + column.type();
    }

    private static String join(List<String> keys, List<String> values) {
        return Stream.concat(keys.stream(), values.stream()).collect(Collectors.joining(", "));
    }

    private static String arrays(int count) {
        return IntStream.range(0, count).mapToObj(i -> "?::text[]").collect(Collectors.joining(", "));
    }
}

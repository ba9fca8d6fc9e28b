package org.mediaplanner.queries.reading;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.dao.NonTransientDataAccessException;
import reactor.core.publisher.Mono;

/**
 * Pages by key: the next page begins behind the last row of this one, so that rows that come or go in between are
 * neither shown twice nor left out. A cursor holds that row's sort value and id.
 *
 * @param column to sort by
 * @param type of that column
 * @param id a column that tells rows with the same value apart
 * @param descending whether the largest come first
 */
public record Keyset(String column, String type, String id, boolean descending) {

    private record Row<T>(T item, Cursor place) {}

    /**
     * The page of {@code filtered} that {@code request} asks for.
     *
     * @param select the columns and tables, up to and without WHERE
     * @param filtered the conditions, from WHERE on
     * @throws BadCursor when the cursor is of another list
     */
    public <T> Mono<Page<T>> page(TenantReader reader, TenantId tenant, String select, Sql filtered,
            PageRequest request, Function<? super Readable, T> read) {
        String order = descending ? "DESC" : "ASC";
        Sql page = Sql.of("SELECT " + column + "::text AS sort_value, " + id + "::text AS sort_id, " + select + " "
                + filtered.text());
        filtered.parameters().forEach(page::bind);
        if (request.cursor() != null) {
            Cursor last = Cursor.decode(request.cursor(), order());
            page.append("AND (" + column + ", " + id + ") " + (descending ? "<" : ">") + " (:sortValue::text::" + type
                    + ", :sortId::text)").bind("sortValue", last.value()).bind("sortId", last.id());
        }
        page.append("ORDER BY " + column + " " + order + ", " + id + " " + order + " LIMIT " + (request.limit() + 1));
        Mono<List<Row<T>>> rows = reader.all(tenant, page, row -> new Row<>(read.apply(row), place(row))).collectList();
        // A value that its column cannot hold is in no cursor of this list.
        Mono<List<Row<T>>> found = request.cursor() == null
                ? rows
                : rows.onErrorMap(NonTransientDataAccessException.class, wrong -> new BadCursor());
        return found.zipWith(total(reader, tenant, select, filtered, request),
                (listed, total) -> cut(listed, request.limit(), total < 0 ? null : total));
    }

    private static Mono<Long> total(TenantReader reader, TenantId tenant, String select, Sql filtered,
            PageRequest request) {
        if (!request.count()) {
            return Mono.just(-1L);
        }
        Sql count = Sql.of("SELECT count(*) AS total FROM (SELECT " + select + " " + filtered.text() + ") AS counted");
        filtered.parameters().forEach(count::bind);
        return reader.one(tenant, count, row -> Objects.requireNonNull(row.get("total", Long.class)));
    }

    private static <T> Page<T> cut(List<Row<T>> rows, int limit, @Nullable Long total) {
        List<T> items = rows.stream().limit(limit).map(Row::item).toList();
        String next = rows.size() > limit ? rows.get(limit - 1).place().encode() : null;
        return new Page<>(items, next, total);
    }

    /** The cursor behind the row of that sort value and id. */
    public Cursor place(String value, String rowId) {
        return new Cursor(order(), value, rowId);
    }

    private String order() {
        return (descending ? "-" : "") + column + "," + id;
    }

    private Cursor place(Readable row) {
        return place(Objects.requireNonNull(row.get("sort_value", String.class)),
                Objects.requireNonNull(row.get("sort_id", String.class)));
    }
}

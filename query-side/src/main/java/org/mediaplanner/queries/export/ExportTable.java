package org.mediaplanner.queries.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Rows to be written.
 *
 * @param total how many there are about to be
 * @param rows of one moment, those of a group together; read as they are asked for
 */
public record ExportTable(List<Column> columns, Mono<Long> total, Flux<Row> rows) {

    /**
     * @param summed whether its sum says something
     */
    public record Column(String name, Kind kind, boolean summed) {

        static Column text(String name) {
            return new Column(name, Kind.TEXT, false);
        }

        static Column of(String name, Kind kind) {
            return new Column(name, kind, false);
        }

        static Column sum(String name, Kind kind) {
            return new Column(name, kind, true);
        }
    }

    /** What a value is: a String, LocalDate, Instant, Long, BigDecimal, BigDecimal in the row's currency, Boolean. */
    public enum Kind {
        TEXT, DATE, INSTANT, COUNT, DECIMAL, AMOUNT, FLAG
    }

    /**
     * @param group whose rows stand together, for people: a client's name; empty where there is none
     * @param currency of its amounts; {@code null} where it has none
     * @param values one for each column
     */
    public record Row(String group, @Nullable String currency, List<@Nullable Object> values) {}
}

package org.mediaplanner.queries.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of a read model.
 *
 * @param name without its schema
 * @param keys the columns of its primary key
 * @param values all others
 * @param reader reads the values of a row
 */
public record Table<K, V>(String name, List<Column<K>> keys, List<Column<V>> values, Reader<V> reader) {

    /**
     * A column and where its value comes from. Values travel as text and are cast by the server, so that one array for
     * each column carries a whole batch whatever the types.
     *
     * @param type as PostgreSQL names it
     */
    public record Column<T>(String name, String type, Function<T, @Nullable Object> value) {}

    /** Reads a row; the key is known already. */
    public interface Reader<V> {

        V read(ResultSet row) throws SQLException;
    }
}

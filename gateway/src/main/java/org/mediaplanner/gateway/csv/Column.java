package org.mediaplanner.gateway.csv;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.events.money.Money;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;

/** A column: the path of a property from the row's object on. */
record Column(List<String> path) {

    /** The columns of a record, those of its nested records in their place. */
    static List<Column> of(ResolvableType type) {
        List<Column> columns = new ArrayList<>();
        collect(type.toClass(), List.of(), columns);
        return columns;
    }

    String name() {
        return String.join(".", path);
    }

    @Nullable
    JsonNode in(JsonNode row) {
        JsonNode value = row;
        for (String step : path) {
            value = value == null ? null : value.get(step);
        }
        return value;
    }

    private static void collect(Class<?> type, List<String> path, List<Column> columns) {
        if (type == Money.class) {
            columns.add(new Column(join(path, "amount")));
            columns.add(new Column(join(path, "currency")));
        } else if (type.isRecord() && !PrefixedId.class.isAssignableFrom(type)) {
            for (RecordComponent component : type.getRecordComponents()) {
                collect(component.getType(), join(path, component.getName()), columns);
            }
        } else {
            columns.add(new Column(path));
        }
    }

    private static List<String> join(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}

package org.mediaplanner.queries.projection;

import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** How rows hold what has no column of its own. */
public final class ViewJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ViewJson() {}

    public static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return JSON.readValue(json, type);
    }

    /** A list as the text of a PostgreSQL array. */
    public static String array(Collection<String> values) {
        return values.stream().map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}

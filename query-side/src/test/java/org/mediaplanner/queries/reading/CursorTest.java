package org.mediaplanner.queries.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Property
    void a_cursor_leads_to_the_place_that_it_was_made_of(
            @ForAll @StringLength(max = 200) @CharRange(from = '\u0001', to = '\uD7FF') String value) {
        Cursor cursor = new Cursor("name", value, "cmp_1");

        assertThat(cursor.encode()).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.decode(cursor.encode(), "name")).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "garbage", "%%%", "AAAA", "eyJ", "ü", "cursor==", "\u0000"})
    void garbage_is_no_cursor(String text) {
        assertThatExceptionOfType(BadCursor.class).isThrownBy(() -> Cursor.decode(text, "name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "1", "\"a\"", "{\"value\":\"a\"}",
            "{\"order\":\"-name\",\"value\":\"a\",\"id\":\"a\"}", "{\"id\":\"a\"}",
            "{\"order\":\"name\",\"value\":null,\"id\":\"a\"}", "{\"order\":\"name\",\"value\":{},\"id\":\"a\"}",
            "{\"order\":\"name\",\"value\":\"a\\u0000b\",\"id\":\"a\"}",
            "{\"order\":\"name\",\"value\":\"a\",\"id\":\"a\\u0000b\"}", "{\"value\":\"a\",\"id\":\"a\"", "[[[[[[[["})
    void json_that_names_no_place_is_no_cursor(String json) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(BadCursor.class).isThrownBy(() -> Cursor.decode(text, "name"));
    }

    @Property(tries = 500)
    void whatever_else_is_sent_is_no_cursor_and_no_other_failure(@ForAll String text) {
        assertThatExceptionOfType(BadCursor.class).isThrownBy(() -> Cursor.decode(text, "name"));
    }
}

package org.mediaplanner.queries.reading;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.mediaplanner.queries.projection.ViewJson;
import tools.jackson.core.JacksonException;

/**
 * The place behind which a page begins: the order of the list, and the sort value and id of the last row of the page
 * before. Opaque outside;
 * it holds nothing that the page did not show.
 */
public record Cursor(String order, String value, String id) {

    private static final Pattern VALUE = Pattern.compile("[^\\u0000]{0,400}");

    public String encode() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(ViewJson.write(this).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadCursor when {@code text} is none of a list in {@code order} */
    public static Cursor decode(String text, String order) {
        try {
            Cursor cursor = ViewJson.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8),
                    Cursor.class);
            if (cursor != null && order.equals(cursor.order()) && cursor.value() != null && cursor.id() != null
                    && VALUE.matcher(cursor.value()).matches() && VALUE.matcher(cursor.id()).matches()) {
                return cursor;
            }
        } catch (IllegalArgumentException | JacksonException notOurs) {
            // Told below, as any other that is not ours.
        }
        throw new BadCursor();
    }
}

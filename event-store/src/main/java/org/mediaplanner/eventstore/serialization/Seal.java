package org.mediaplanner.eventstore.serialization;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.eventstore.vault.TenantKey;
import org.mediaplanner.eventstore.vault.Vault;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes texts of one event so that they can only be read with the tenant's key, and only where they stand: in the
 * place of a text an object whose one property tells what it is.
 */
record Seal(Vault vault, EventPlace place) {

    /** A text. */
    static final String TEXT = "$sealed";
    /** A list of texts. */
    static final String TEXTS = "$sealedList";

    private static final JsonMapper JSON = JsonMapper.shared();

    void write(Object value, JsonGenerator json) {
        refuseNul(value);
        TenantKey key = vault.keyOf(place.tenant());
        String pointer = json.streamWriteContext().pathAsPointer().toString();
        Optional<byte[]> sealed = key.seal(JSON.writeValueAsBytes(value), place.field(pointer));
        boolean isList = value instanceof List<?>;
        if (sealed.isEmpty()) {
            // What is typed after the key was destroyed is not kept.
            FreeTextSerializer.plain(isList ? List.of(FreeText.ERASED) : FreeText.ERASED, json);
            return;
        }
        json.writeStartObject();
        json.writeStringProperty(isList ? TEXTS : TEXT,
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.get()));
        json.writeEndObject();
    }

    /** No text column of a read model could hold it; of a text that it can read, the database sees to that itself. */
    private static void refuseNul(Object value) {
        boolean has = value instanceof List<?> texts
                ? texts.stream().anyMatch(text -> ((String) text).indexOf('\0') >= 0)
                : ((String) value).indexOf('\0') >= 0;
        if (has) {
            throw new DataIntegrityViolationException("A text with a NUL character cannot be recorded");
        }
    }
}

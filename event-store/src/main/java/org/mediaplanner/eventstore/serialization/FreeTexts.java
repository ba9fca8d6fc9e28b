package org.mediaplanner.eventstore.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Objects;
import java.util.function.Function;
import org.axonframework.serialization.SerializationException;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.vault.TenantKey;
import org.mediaplanner.eventstore.vault.Vault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people typed, in the JSON of events: sealed as it is written, opened before anything else reads it. Where
 * nothing is sealed, as in what older releases wrote, JSON is what it is.
 */
public final class FreeTexts {

    /** Within a text of JSON the quotes would be escaped: only an object can begin like this. */
    private static final String MARK = "{\"" + Seal.TEXT;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ERASED = "\"" + FreeText.ERASED + "\"";

    private final Vault vault;
    private final ObjectWriter writer;

    public FreeTexts(EventSerializer serializer, Vault vault) {
        this.vault = vault;
        // What stops a text from being sealed means the same to whoever catches it as anywhere else.
        this.writer = serializer.getObjectMapper().writer().without(SerializationFeature.WRAP_EXCEPTIONS);
    }

    /** The JSON of {@code event}, which is to stand at {@code place}, with all that people typed sealed. */
    public String sealed(DomainEvent event, EventPlace place) {
        return writer.withAttribute(Seal.class, new Seal(vault, place)).writeValueAsString(event);
    }

    /** Whether anything in {@code json} is sealed. */
    public static boolean isSealed(String json) {
        return json.contains(MARK);
    }

    /**
     * The JSON of the event at {@code place} with all that people typed as they typed it, or {@link FreeText#ERASED}
     * where the key was destroyed. Asks for the key only where something is sealed.
     *
     * @throws TenantKey.SealBroken where something was sealed for another place
     */
    public String opened(String json, EventPlace place) {
        return isSealed(json) ? opened(json, place, vault::keyOf) : json;
    }

    /** As {@link #opened(String, EventPlace)}, by a key at hand. */
    public static String opened(String json, EventPlace place, TenantKey key) {
        return isSealed(json) ? opened(json, place, tenant -> key) : json;
    }

    private static String opened(String json, EventPlace place, Function<TenantId, TenantKey> keys) {
        TenantKey key = keys.apply(place.tenant());
        StringBuilder opened = new StringBuilder(json.length());
        int copied = 0;
        try (JsonParser parser = JSON.createParser(json)) {
            int start = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    start = offset(parser);
                } else if (token == JsonToken.PROPERTY_NAME && isMark(parser.currentName())) {
                    opened.append(json, copied, start).append(text(parser, place, key));
                    parser.nextToken();
                    copied = offset(parser) + 1;
                }
            }
        } catch (JacksonException e) {
            throw new SerializationException("Stored JSON of " + place + " cannot be read", e);
        }
        return opened.append(json, copied, json.length()).toString();
    }

    private static boolean isMark(String property) {
        return property.equals(Seal.TEXT) || property.equals(Seal.TEXTS);
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** The JSON of what the property says, at which {@code parser} is. */
    private static String text(JsonParser parser, EventPlace place, TenantKey key) {
        boolean isList = parser.currentName().equals(Seal.TEXTS);
        String pointer = Objects.requireNonNull(parser.streamReadContext().getParent()).pathAsPointer().toString();
        parser.nextToken();
        byte[] sealed = Base64.getUrlDecoder().decode(parser.getString());
        return key.open(sealed, place.field(pointer)).map(plain -> new String(plain, UTF_8))
                .orElse(isList ? "[" + ERASED + "]" : ERASED);
    }
}

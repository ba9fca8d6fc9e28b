package org.mediaplanner.gateway.input;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.PrefixedId;

/** Everything that a caller writes as text, whether in a body or behind a question mark, and how it is read. */
final class Texts {

    private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(String.class, Texts::plain,
            LocalDate.class, Texts::date, Instant.class, Texts::instant, ZoneId.class, Texts::zone, Currency.class,
            Texts::currency);
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Texts() {}

    /** How {@code type} is read, {@code null} where it is not written as text. */
    static @Nullable Function<String, Object> reader(Class<?> type) {
        if (type.isEnum()) {
            return text -> constant(type, text);
        }
        if (PrefixedId.class.isAssignableFrom(type)) {
            return text -> id(type, text);
        }
        return READERS.get(type);
    }

    /** Text that PostgreSQL and UTF-8 can hold. */
    private static Object plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c) && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !paired)) {
                throw Unfit.malformed("must not hold the character U+%04X".formatted((int) c));
            }
            i += paired ? 1 : 0;
        }
        return text;
    }

    private static Object date(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException impossible) {
            // said below
        }
        throw Unfit.malformed("must be a calendar day such as 2026-01-31");
    }

    private static Object instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notOne) {
            throw Unfit.malformed("must be an instant such as 2026-01-31T12:00:00Z");
        }
    }

    private static Object zone(String text) {
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        throw Unfit.malformed("must be an IANA time zone such as Europe/Berlin");
    }

    /** A currency that has minor units: gold, drawing rights and test codes cannot be spent. */
    static Currency currency(String text) {
        try {
            Currency currency = Currency.getInstance(text);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException unknown) {
            // said below
        }
        throw Unfit.malformed("must be an ISO 4217 currency code such as EUR");
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow(() -> Unfit.malformed("must be one of " + Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name()).collect(Collectors.joining(", "))));
    }

    /** An id that is none names nothing, just as one that nobody has. */
    private static Object id(Class<?> type, String text) {
        try {
            Method of = type.getMethod("of", String.class);
            return of.invoke(null, text);
        } catch (InvocationTargetException noId) {
            throw Unfit.broken("is not the id of a " + type.getSimpleName().replace("Id", "").toLowerCase(Locale.ROOT));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be read from text", e);
        }
    }
}

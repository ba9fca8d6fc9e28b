package org.mediaplanner.gateway.input;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;

/** What a request record is made of. */
record Shape(List<Part> parts, Set<String> names, Constructor<?> constructor) {

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {

        @Override
        protected Shape computeValue(Class<?> type) {
            return read(type);
        }
    };

    /** One component; required unless it is {@code @Nullable}; {@code rows} as of {@link Rows}. */
    record Part(String name, Type type, boolean required, boolean rows) {

        boolean isChange() {
            return type instanceof ParameterizedType generic && generic.getRawType() == Change.class;
        }

        /** What stands for a value that is not there: a primitive cannot be null. */
        @Nullable
        Object absent() {
            return type == int.class ? (Object) 0 : type == boolean.class ? false : null;
        }
    }

    static Shape of(Class<?> type) {
        return SHAPES.get(type);
    }

    boolean knows(String name) {
        return names.contains(name);
    }

    Object build(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("A request record must not check what it holds", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As callers write it: some of their words are Java's own. */
    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static Shape read(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Part> parts = Arrays.stream(components)
                .map(c -> new Part(name(c), c.getGenericType(),
                        !c.getAnnotatedType().isAnnotationPresent(Nullable.class), c.isAnnotationPresent(Rows.class)))
                .toList();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new Shape(parts, parts.stream().map(Part::name).collect(Collectors.toUnmodifiableSet()),
                    constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.mediaplanner.gateway.input;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes JSON bodies in: whole, no larger than allowed, well-formed, and exactly of the shape of their record. */
public final class JsonBodies extends AbstractDecoder<Object> {

    public static final int USUAL_BYTES = 1 << 20;

    private static final JsonMapper TREES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public JsonBodies() {
        super(MimeTypeUtils.APPLICATION_JSON, MimeType.valueOf("application/merge-patch+json"));
    }

    @Override
    public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
        return type.toClass().isRecord() && super.canDecode(type, mimeType);
    }

    @Override
    public Flux<Object> decode(Publisher<DataBuffer> input, ResolvableType type, @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return decodeToMono(input, type, mimeType, hints).flux();
    }

    @Override
    public Mono<Object> decodeToMono(Publisher<DataBuffer> input, ResolvableType type, @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return DataBufferUtils.join(input, largest(type.toClass())).flatMap(body -> Mono.justOrEmpty(read(body, type)));
    }

    @Override
    public @Nullable Object decode(DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return read(buffer, type);
    }

    /** The record that stands in {@code json}, a body or a part of one; {@code null} where it is empty. */
    public static @Nullable Object read(byte[] json, Class<?> type) {
        if (json.length == 0) {
            return null;
        }
        return BodyBinding.bind(tree(json), type);
    }

    private static @Nullable Object read(DataBuffer buffer, ResolvableType type) {
        byte[] json = new byte[buffer.readableByteCount()];
        buffer.read(json);
        DataBufferUtils.release(buffer);
        return read(json, type.toClass());
    }

    private static JsonNode tree(byte[] json) {
        try {
            return TREES.readTree(json);
        } catch (StreamReadException broken) {
            throw Fault.malformed("The body stops being JSON at line " + broken.getLocation().getLineNr() + ", column "
                    + broken.getLocation().getColumnNr(), List.of()).raised();
        } catch (JacksonException broken) {
            throw Fault.malformed("The body is no single JSON value", List.of()).raised();
        }
    }

    private static int largest(Class<?> type) {
        LargestBody allowed = type.getAnnotation(LargestBody.class);
        return allowed == null ? USUAL_BYTES : allowed.bytes();
    }
}

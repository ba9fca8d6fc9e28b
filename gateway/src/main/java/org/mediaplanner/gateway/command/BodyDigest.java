package org.mediaplanner.gateway.command;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes the SHA-256 of a body as it is read, where an idempotency key will need it. The boundary of a multipart body
 * is another one each time: there the parts are taken instead, by the operation that reads them.
 */
@Component
class BodyDigest implements WebFilter {

    private static final String ATTRIBUTE = BodyDigest.class.getName();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getHeaders().containsHeader(IdempotencyKeys.HEADER)) {
            return chain.filter(exchange);
        }
        MessageDigest digest = sha256();
        exchange.getAttributes().put(ATTRIBUTE, digest);
        if (MediaType.MULTIPART_FORM_DATA.isCompatibleWith(exchange.getRequest().getHeaders().getContentType())) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate().request(new Digested(exchange.getRequest(), digest)).build());
    }

    /** The digest of what has been read of the body, as hexadecimal text. Can be asked for once. */
    static String of(ServerWebExchange exchange) {
        MessageDigest digest = exchange.getRequiredAttribute(ATTRIBUTE);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Counts {@code part} as a piece of the body. */
    static void take(ServerWebExchange exchange, byte[] part) {
        MessageDigest digest = exchange.getAttribute(ATTRIBUTE);
        if (digest != null) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            digest.update(part);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Digested extends ServerHttpRequestDecorator {

        private final MessageDigest digest;

        Digested(ServerHttpRequest request, MessageDigest digest) {
            super(request);
            this.digest = digest;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnNext(this::take);
        }

        private void take(DataBuffer buffer) {
            try (DataBuffer.ByteBufferIterator parts = buffer.readableByteBuffers()) {
                parts.forEachRemaining((ByteBuffer part) -> digest.update(part));
            }
        }
    }
}

package org.mediaplanner.gateway.rsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadata;
import io.rsocket.metadata.RoutingMetadata;
import io.rsocket.metadata.WellKnownAuthType;
import io.rsocket.metadata.WellKnownMimeType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What stands beside the data of a frame: one thing, or several as composite metadata. */
record Metadata(String mimeType, ByteBuffer content) {

    /** The token, and nothing else. */
    static final String BEARER = "message/x.rsocket.authentication.bearer.v0";

    private static final String AUTHENTICATION = WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION.getString();
    private static final String ROUTING = WellKnownMimeType.MESSAGE_RSOCKET_ROUTING.getString();
    private static final String COMPOSITE = WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString();

    Optional<String> token() {
        return find(BEARER).map(bytes -> bytes.toString(StandardCharsets.UTF_8)).or(this::standardToken);
    }

    private Optional<String> standardToken() {
        return find(AUTHENTICATION).filter(AuthMetadataCodec::isWellKnownAuthType)
                .filter(bytes -> AuthMetadataCodec.readWellKnownAuthType(bytes) == WellKnownAuthType.BEARER)
                .map(bytes -> new String(AuthMetadataCodec.readBearerTokenAsCharArray(bytes)));
    }

    Optional<String> route() {
        return find(ROUTING).flatMap(bytes -> new RoutingMetadata(bytes).stream().findFirst());
    }

    private Optional<ByteBuf> find(String wanted) {
        ByteBuf bytes = Unpooled.wrappedBuffer(content);
        if (mimeType.equals(wanted)) {
            return Optional.of(bytes);
        }
        return mimeType.equals(COMPOSITE)
                ? new CompositeMetadata(bytes, false).stream().filter(entry -> wanted.equals(entry.getMimeType()))
                        .map(CompositeMetadata.Entry::getContent).findFirst()
                : Optional.empty();
    }
}

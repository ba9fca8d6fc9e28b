package org.mediaplanner.gateway.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.util.DefaultPayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** Clients of the RSocket door. Dispose of what is connected. */
public final class Rsockets {

    private static final String BEARER = "message/x.rsocket.authentication.bearer.v0";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Rsockets() {}

    /** The door itself, as opposed to the one inside of HTTP. */
    public static ClientTransport tcp() {
        return TcpClientTransport.create("localhost", RunningApplication.instance().rsocketPort());
    }

    /** A connection that has shown {@code token}; whether it is let in is heard later. */
    public static RSocket connect(ClientTransport transport, String token) {
        // Composite metadata for the frames to come: the route stands in it as the token does.
        CompositeByteBuf metadata = Unpooled.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(metadata, ByteBufAllocator.DEFAULT, BEARER,
                Unpooled.copiedBuffer(token, StandardCharsets.UTF_8));
        return Objects.requireNonNull(RSocketConnector.create()
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                .setupPayload(DefaultPayload.create(Unpooled.EMPTY_BUFFER, metadata)).connect(transport)
                .block(PATIENCE));
    }

    /** What {@code topic} tells of what {@code wanted} asks for. */
    public static Flux<String> follow(RSocket socket, String topic, String wanted) {
        return Flux.defer(() -> {
            CompositeByteBuf metadata = Unpooled.compositeBuffer();
            CompositeMetadataCodec.encodeAndAddMetadata(metadata, ByteBufAllocator.DEFAULT,
                    WellKnownMimeType.MESSAGE_RSOCKET_ROUTING, TaggingMetadataCodec.createTaggingContent(
                            ByteBufAllocator.DEFAULT, List.of(topic)));
            return socket.requestStream(DefaultPayload.create(Unpooled.copiedBuffer(wanted,
                    StandardCharsets.UTF_8), metadata)).map(Payload::getDataUtf8);
        });
    }
}

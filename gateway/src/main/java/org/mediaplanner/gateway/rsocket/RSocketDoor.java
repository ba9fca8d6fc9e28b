package org.mediaplanner.gateway.rsocket;

import io.rsocket.core.RSocketServer;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.edge.DoorTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.netty.tcp.TcpServer;

/** RSocket over TCP, on a port of its own. */
public final class RSocketDoor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RSocketDoor.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final RSocketServer server;
    private final int port;
    private final DoorTls tls;
    private volatile @Nullable CloseableChannel channel;

    RSocketDoor(RSocketServer server, int port, DoorTls tls) {
        this.server = server;
        this.port = port;
        this.tls = tls;
    }

    /** On which it listens. */
    public int port() {
        return Objects.requireNonNull(channel, "not started").address().getPort();
    }

    @Override
    public void start() {
        channel = server.bindNow(TcpServerTransport.create(tls.secure(TcpServer.create().port(port)),
                RSocketConfiguration.LARGEST_REQUEST));
        LOG.info("RSocket listens on port {}", port());
    }

    @Override
    public void stop() {
        CloseableChannel open = channel;
        channel = null;
        if (open != null) {
            open.dispose();
            open.onClose().onErrorComplete().block(FAREWELL);
        }
    }

    @Override
    public boolean isRunning() {
        return channel != null;
    }

    /** Ends after the streams have been told that it does. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}

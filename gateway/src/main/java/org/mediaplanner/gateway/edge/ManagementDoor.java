package org.mediaplanner.gateway.edge;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The same operations behind a second port, for those who look after the installation. Shut unless a port is named. */
@Component
final class ManagementDoor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementDoor.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final ManagementProperties properties;
    private final HttpHandler operations;
    private final DoorTls tls;
    private final Doors doors;
    private volatile @Nullable DisposableServer server;

    ManagementDoor(ManagementProperties properties, HttpHandler operations, DoorTls tls, Doors doors) {
        this.properties = properties;
        this.operations = operations;
        this.tls = tls;
        this.doors = doors;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.port() != null;
    }

    @Override
    public void start() {
        Integer port = properties.port();
        if (port == null) {
            return;
        }
        DisposableServer open = tls.secure(HttpServer.create().host(properties.address()).port(port))
                .handle(new ReactorHttpHandlerAdapter(operations)).bindNow();
        server = open;
        doors.opened(open.port());
        LOG.info("Figures and administration are answered at port {} alone", open.port());
    }

    @Override
    public void stop() {
        DisposableServer open = server;
        server = null;
        if (open != null) {
            open.disposeNow(FAREWELL);
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}

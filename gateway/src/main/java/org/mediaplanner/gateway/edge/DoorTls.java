package org.mediaplanner.gateway.edge;

import static java.util.Objects.requireNonNull;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;
import reactor.netty.tcp.SslProvider;
import reactor.netty.tcp.TcpServer;

/**
 * The certificate of those doors that Spring Boot does not open itself. Each connection is shown the one that is there
 * when it comes; those that are open stay as they are.
 */
@Component
public final class DoorTls {

    private final AtomicReference<@Nullable SslProvider> shown = new AtomicReference<>();

    DoorTls(TlsProperties properties, SslBundles bundles) {
        if (properties.isOn()) {
            shown.set(provider(bundles.getBundle(TlsSwitch.BUNDLE)));
            bundles.addBundleUpdateHandler(TlsSwitch.BUNDLE, renewed -> shown.set(provider(renewed)));
        }
    }

    public TcpServer secure(TcpServer door) {
        return shown.get() == null ? door : door.secure(this::show);
    }

    HttpServer secure(HttpServer door) {
        return shown.get() == null ? door : door.secure(this::show);
    }

    /** Asked at each connection, whether or not the client names a server. */
    private void show(SslProvider.SslContextSpec spec) {
        spec.sslContext(requireNonNull(shown.get()).getSslContext())
                .setSniAsyncMappings((name, answer) -> answer.setSuccess(shown.get()));
    }

    private static SslProvider provider(SslBundle bundle) {
        try {
            SslContext context = SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory()).build();
            return SslProvider.builder().sslContext(context).build();
        } catch (SSLException e) {
            throw new IllegalStateException("The certificate of the doors is no use", e);
        }
    }
}

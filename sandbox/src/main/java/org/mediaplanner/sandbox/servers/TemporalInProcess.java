package org.mediaplanner.sandbox.servers;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Temporal's test server, on this machine's own address. It keeps everything in memory: what was open when it ended is
 * driven again from the events.
 */
final class TemporalInProcess implements TemporalServer {

    private static final int LARGEST_MESSAGE = 16 << 20;
    private static final long STOP_SECONDS = 5;

    private final int port;
    private @Nullable TestServicesStarter services;
    private @Nullable Server server;

    TemporalInProcess(SandboxSettings settings) {
        this.port = settings.temporalPort();
    }

    @Override
    public boolean endLeftover() {
        return false;
    }

    @Override
    public void start() {
        TestServicesStarter started = new TestServicesStarter(true, 0);
        services = started;
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress
                .getLoopbackAddress(), port)).maxInboundMessageSize(LARGEST_MESSAGE)
                // Who polls for work waits on a thread.
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        GRPCServerHelper.registerServicesAndHealthChecks(started.getServices(), builder);
        try {
            server = builder.build().start();
        } catch (IOException e) {
            throw new CannotStart("Temporal does not start: %s".formatted(e.getMessage()), e);
        }
    }

    @Override
    public void stop() {
        Server running = server;
        if (running != null) {
            server = null;
            running.shutdownNow();
            try {
                running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        TestServicesStarter started = services;
        if (started != null) {
            services = null;
            started.close();
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public String description() {
        return "Temporal (in memory) on port " + port;
    }

    @Override
    public Optional<String> screens() {
        return Optional.empty();
    }

    @Override
    public boolean sticky() {
        return false;
    }
}

package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** Finds out whether a port can be listened on, before a server's own log has to be read for it. */
final class Ports {

    private Ports() {}

    /** @throws CannotStart where somebody else listens on {@code port} of this machine's own address */
    static void requireFree(int port, String purpose, String setting) {
        requireFree(InetAddress.getLoopbackAddress(), port, purpose, setting);
    }

    /** @throws CannotStart where somebody else listens on {@code port} of any address of this machine */
    static void requireFreeEverywhere(int port, String purpose, String setting) {
        requireFree(null, port, purpose, setting);
        requireFree(InetAddress.getLoopbackAddress(), port, purpose, setting);
    }

    private static void requireFree(@Nullable InetAddress address, int port, String purpose, String setting) {
        try (ServerSocket attempt = new ServerSocket()) {
            // Connections that were closed a moment ago do not count, a listener does.
            attempt.setReuseAddress(true);
            attempt.bind(new InetSocketAddress(address, port));
        } catch (IOException taken) {
            throw new CannotStart(
                    "Something else listens on %d: the sandbox wants that port for %s. End it, or set %s to a free port."
                            .formatted(port, purpose, setting),
                    taken);
        }
    }
}

package org.mediaplanner.sandbox.servers;

import org.springframework.boot.logging.LoggingSystem;

/** The sandbox without its application, to be started and ended as a process of its own: by tests, and by ops/aot.sh. */
public final class ServersOnly {

    static final String READY = "servers are ready";

    private ServersOnly() {}

    public static void main(String[] arguments) throws InterruptedException {
        LoggingSystem.get(ServersOnly.class.getClassLoader()).beforeInitialize();
        SandboxSettings settings = SandboxSettings.from(arguments);
        SandboxServers servers = new SandboxServers(settings, System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
        if (settings.endsWithStarter()) {
            Starter.whenGone(() -> System.exit(1));
        }
        try {
            servers.start();
        } catch (CannotStart e) {
            System.out.println(e.sentence());
            System.exit(1);
        }
        System.out.println(READY);
        Thread.currentThread().join();
    }
}

package org.mediaplanner.sandbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.MediaPlannerApplication;
import org.mediaplanner.sandbox.servers.CannotStart;
import org.mediaplanner.sandbox.servers.SandboxServers;
import org.mediaplanner.sandbox.servers.SandboxSettings;
import org.mediaplanner.sandbox.servers.Starter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The one command: starts PostgreSQL, Redis and then the product, says what to try, and ends them in the opposite
 * order.
 */
public final class Sandbox {

    private static final int FAILED = 1;

    private final SandboxServers servers;
    private volatile @Nullable ConfigurableApplicationContext application;
    private volatile boolean ending;

    private Sandbox(SandboxServers servers) {
        this.servers = servers;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (Follow.isMeant(arguments)) {
            System.exit(Follow.run(arguments));
        }
        // Nothing of what libraries log before the application has said what is worth it.
        LoggingSystem.get(Sandbox.class.getClassLoader()).beforeInitialize();
        try {
            SandboxSettings settings = SandboxSettings.from(arguments);
            new Sandbox(new SandboxServers(settings, System.out::println)).run(settings, arguments);
        } catch (CannotStart e) {
            System.err.println(e.sentence());
            System.exit(FAILED);
        }
    }

    private void run(SandboxSettings settings, String[] arguments) {
        // One hook for all, since the machine runs hooks side by side, and the order is what matters.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "sandbox-end"));
        if (settings.endsWithStarter()) {
            Starter.whenGone(() -> System.exit(FAILED));
        }
        try {
            servers.start();
            application(settings).run(arguments);
            if (!ending) {
                System.out.println(Welcome.text(settings, servers.screens()));
            }
        } catch (CannotStart e) {
            giveUp(e.sentence());
        } catch (RuntimeException e) {
            giveUp("The application does not start: see above.");
        }
    }

    private SpringApplication application(SandboxSettings settings) {
        SpringApplication product = new SpringApplication(MediaPlannerApplication.class, SandboxModule.class);
        product.setAdditionalProfiles("sandbox");
        product.setRegisterShutdownHook(false);
        Map<String, Object> known = new HashMap<>(servers.addresses());
        known.put("server.port", settings.httpPort());
        known.put("mediaplanner.rsocket.port", settings.rsocketPort());
        known.put("sandbox.directory", settings.directory().toString());
        // Above all else: a DATABASE_URL in the environment is not meant for the servers started here.
        product.addInitializers(context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource(
                    "sandbox", known));
            application = context;
        });
        return product;
    }

    private void giveUp(String sentence) {
        if (ending) {
            // A signal came during the start: the hook is at work, and what fails now fails for that reason.
            return;
        }
        System.err.println(sentence);
        System.exit(FAILED);
    }

    private void end() {
        ending = true;
        ConfigurableApplicationContext running = application;
        try {
            if (running != null) {
                running.close();
            }
        } finally {
            servers.close();
        }
    }
}

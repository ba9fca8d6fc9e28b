package org.mediaplanner.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mediaplanner.commands.CommandSideModule;
import org.mediaplanner.eventstore.EventStoreModule;
import org.mediaplanner.eventstore.processing.StreamingProcessors;
import org.mediaplanner.gateway.MediaPlannerApplication;
import org.mediaplanner.sandbox.servers.SandboxServers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;

/** The product as it is shipped, started in this process on the servers of the run. */
public final class Node implements AutoCloseable {

    /** The same for every node of every run, since they may share a database. */
    public static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final ConfigurableApplicationContext context;

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings above all others */
    static Node start(SandboxServers servers, Place place, Map<String, Object> settings, Class<?>... more) {
        Map<String, Object> all = new HashMap<>(servers.addresses());
        all.put("server.port", place.httpPort());
        all.put("mediaplanner.rsocket.port", place.rsocketPort());
        // One login for a chapter that takes hours.
        all.put("mediaplanner.security.token-validity", "24h");
        all.put("mediaplanner.limits.tenant", 0);
        all.put("mediaplanner.security.key-file", place.directory().resolve("jwt.pem").toString());
        all.put("mediaplanner.vault.master-key", MASTER_KEY);
        all.put("logging.level.root", "warn");
        all.putAll(settings);
        SpringApplication product = new SpringApplication(MediaPlannerApplication.class);
        product.addPrimarySources(List.of(more));
        product.setAdditionalProfiles("dev");
        product.addInitializers(context -> context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("bench", all)));
        return new Node(product.run());
    }

    /** What decides alone: no doors, no views, and nothing that follows the log. */
    static Node deciding(SandboxServers servers, Map<String, Object> settings, Class<?>... more) {
        Map<String, Object> all = new HashMap<>(servers.addresses());
        all.put("mediaplanner.vault.master-key", MASTER_KEY);
        all.put("logging.level.root", "warn");
        all.putAll(settings);
        SpringApplication module = new SpringApplication(Deciding.class);
        module.addPrimarySources(List.of(more));
        module.setAdditionalProfiles("dev");
        module.setWebApplicationType(WebApplicationType.NONE);
        module.addInitializers(context -> context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("bench", all)));
        Node node = new Node(module.run());
        node.bean(StreamingProcessors.class).stop();
        return node;
    }

    @EnableAutoConfiguration(excludeName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
    @Import({EventStoreModule.class, CommandSideModule.class})
    static class Deciding {}

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Where it is asked, where it has a door. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
                + "/api/v1");
    }

    @Override
    public void close() {
        context.close();
    }

    /** Where a node listens and what it may write. */
    record Place(Path directory, int httpPort, int rsocketPort) {}
}

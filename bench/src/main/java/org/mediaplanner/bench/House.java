package org.mediaplanner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.mediaplanner.bench.Node.Place;
import org.mediaplanner.sandbox.servers.SandboxServers;
import org.mediaplanner.sandbox.servers.SandboxSettings;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL (durable), Redis and Temporal for one benchmark, empty at its start, and nodes of the product on them. */
public final class House implements AutoCloseable {

    private static final int HTTP = 18080;
    private static final int RSOCKET = 17000;
    private static final int POSTGRES = 15432;
    private static final int REDIS = 16379;
    private static final int TEMPORAL = 17233;

    private final Path directory;
    private final SandboxServers servers;
    private int nodes;

    private House(Path directory, SandboxServers servers) {
        this.directory = directory;
        this.servers = servers;
    }

    /** Starts the servers anew, with their data in {@code directory}. */
    public static House open(Path directory) throws IOException {
        // Data of the run before would be part of what is measured.
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        SandboxServers servers = new SandboxServers(
                new SandboxSettings(directory, HTTP, RSOCKET, POSTGRES, REDIS, TEMPORAL, 0, false),
                System.out::println);
        House house = new House(directory, servers);
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "servers-end"));
        servers.start();
        return house;
    }

    /** A further node; the first has the ports that its servers were told. */
    public Node node(Map<String, Object> settings, Class<?>... more) {
        int number = nodes++;
        return Node.start(servers, new Place(directory, HTTP + number, RSOCKET + number), settings, more);
    }

    /** The part of the product that decides, by itself. */
    public Node deciding(Map<String, Object> settings, Class<?>... more) {
        return Node.deciding(servers, settings, more);
    }

    public Path directory() {
        return directory;
    }

    /** A connection of its own to the database, as {@code owner}, {@code writer} or {@code reader}. */
    public Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(setting("url"), setting(role + ".username"), setting(role + ".password"));
    }

    private String setting(String name) {
        return String.valueOf(servers.addresses().get("mediaplanner.database." + name));
    }

    public SandboxServers servers() {
        return servers;
    }

    @Override
    public void close() {
        servers.close();
    }
}

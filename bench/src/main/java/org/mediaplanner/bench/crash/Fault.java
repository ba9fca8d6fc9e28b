package org.mediaplanner.bench.crash;

import org.mediaplanner.bench.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.mediaplanner.sandbox.servers.SandboxServers;

/** What happens to the installation in the middle of its work. */
@FunctionalInterface
interface Fault {

    void strike(Installation installation) throws Exception;

    /** A node dies; whoever has others, goes on with them. It is started again at once. */
    Fault NODE_KILLED = installation -> {
        Product node = installation.nodes().getFirst();
        node.kill();
        node.start();
    };

    /** PostgreSQL dies with all of its processes, is started again, and replays its log; the nodes stay. */
    Fault POSTGRES_KILLED = installation -> {
        killPostgres(installation.directory());
        installation.servers().startPostgresAgain();
    };

    /** What faults strike. */
    record Installation(Path directory, SandboxServers servers, List<Product> nodes) {}

    private static void killPostgres(Path directory) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(directory.resolve("postgres/postmaster.pid")).getFirst().strip());
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
    }
}

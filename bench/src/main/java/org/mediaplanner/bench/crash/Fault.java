package org.mediaplanner.bench.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.mediaplanner.bench.product.Product;
import org.mediaplanner.sandbox.servers.SandboxServers;

/** What happens to the installation in the middle of its work. */
@FunctionalInterface
interface Fault {

    /** How long it took until what was struck was made good by others; zero where nobody else could. */
    Duration strike(Installation installation) throws Exception;

    /** A node dies; whoever has others, goes on with them. It is started again when they have taken over. */
    Fault NODE_KILLED = installation -> {
        List<Product> nodes = installation.nodes();
        nodes.getFirst().kill();
        Duration handover = nodes.size() == 1
                ? Duration.ZERO
                : Handover.to(nodes.subList(1, nodes.size()).stream().map(Product::address).toList());
        nodes.getFirst().start();
        return handover;
    };

    /** PostgreSQL dies with all of its processes, is started again, and replays its log; the nodes stay. */
    Fault POSTGRES_KILLED = installation -> {
        kill(postmaster(installation.directory()));
        installation.servers().startPostgresAgain();
        return Duration.ZERO;
    };

    /** Temporal dies and is started again, without its memory where that is all it has. */
    Fault TEMPORAL_KILLED = installation -> {
        installation.servers().restartTemporal();
        return Duration.ZERO;
    };

    /** What faults strike. */
    record Installation(Path directory, SandboxServers servers, List<Product> nodes) {}

    static ProcessHandle postmaster(Path directory) throws IOException {
        return ProcessHandle
                .of(Long.parseLong(Files.readAllLines(directory.resolve("postgres/postmaster.pid")).getFirst()
                        .strip()))
                .orElseThrow();
    }

    /** With {@code kill -9}, the processes of the connections too. */
    static void kill(ProcessHandle postmaster) {
        List<ProcessHandle> backends = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        backends.forEach(backend -> backend.onExit().join());
        postmaster.onExit().join();
    }
}

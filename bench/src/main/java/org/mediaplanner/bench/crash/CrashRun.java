package org.mediaplanner.bench.crash;

import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Products;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.crash.Fault.Installation;
import org.mediaplanner.bench.crash.Journal.Expected;
import org.mediaplanner.bench.crash.Journal.Work;

/**
 * Planners at work on one or more nodes while something dies, again and again; and the counting afterwards. Nothing is
 * believed but answers: what was acknowledged must be there, once, and what was not is sent again with its key.
 */
public final class CrashRun {

    /** A worker that died is missed after a minute, at worst. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Small and quick to start: it starts often. */
    private static final List<String> OPTIONS = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1");
    private static final String URL = "mediaplanner.database.url";
    private static final String NOT_DURABLE = "?options=-c%20synchronous_commit=off";
    private static final String OPERATOR = "operator@example.com";

    private final House house;
    private final int planners;
    private final Random random;
    private boolean durable = true;

    /** @param planners who work all the while */
    public CrashRun(House house, int planners, long seed) {
        this.house = house;
        this.planners = planners;
        this.random = new Random(seed);
    }

    /**
     * A control: commits are acknowledged before they are on the disk. A run that finds nothing lost then would find
     * nothing ever.
     */
    public CrashRun withoutDurability() {
        durable = false;
        return this;
    }

    /**
     * What came of a run.
     *
     * @param acknowledged commands that were answered with success
     * @param sentAgain requests that were sent again because no answer came
     * @param lost things of which an acknowledged change is missing
     * @param doubled things that were changed more often than was acknowledged
     * @param differing rows that are not what the log says, at any look
     * @param open processes and exports that did not end as they should
     * @param slowestHandover until the other nodes did all that one had done, at worst
     */
    public record Toll(int rounds, long acknowledged, long sentAgain, long lost, long doubled, long differing,
            long open, Duration slowestHandover) {

        public boolean isNothing() {
            return lost == 0 && doubled == 0 && differing == 0 && open == 0;
        }
    }

    /** Strikes {@code rounds} times, each after {@code work} of undisturbed work at most. */
    Toll run(Fault fault, int nodes, int rounds, Duration work) throws Exception {
        try (Products products = new Products();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int node = 0; node < nodes; node++) {
                products.start(house, OPTIONS, settings());
            }
            Duration slowest = Duration.ZERO;
            Door door = new Door(products.addresses());
            Journal journal = new Journal();
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < planners; i++) {
                clients.add(new Client(door, journal, random.nextLong()));
            }
            Consistency consistency = new Consistency(door, door.register(OPERATOR));
            long differing = 0;
            for (int round = 0; round < rounds; round++) {
                List<Future<?>> working = clients.stream().<Future<?>>map(threads::submit).toList();
                Thread.sleep(work.dividedBy(2).plusMillis(random.nextLong(work.toMillis() / 2)));
                Duration handover = fault.strike(
                        new Installation(house.directory(), house.servers(), products.all()));
                slowest = handover.compareTo(slowest) > 0 ? handover : slowest;
                Thread.sleep(work.dividedBy(2));
                clients.forEach(Client::stop);
                for (Future<?> client : working) {
                    client.get();
                }
                if (durable) {
                    clients.forEach(Client::check);
                    differing += consistency.differences();
                }
            }
            long open = durable ? unfinished(door, journal) + openProcesses(door, journal) : 0;
            Truth.Count found = new Truth(house).count(journal.things().values());
            return new Toll(rounds, journal.acknowledged(), journal.sentAgain(), found.lost(), found.doubled(),
                    differing, open, slowest);
        }
    }

    private Map<String, Object> settings() {
        Object url = house.servers().addresses().get(URL);
        return durable ? Map.of() : Map.of(URL, url + NOT_DURABLE);
    }

    /** Exports that have not been completed a while after all is quiet. */
    private static long unfinished(Door door, Journal journal) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long unfinished = 0;
        for (Work work : journal.work()) {
            String status = "";
            while (!status.equals("COMPLETED") && System.nanoTime() < end) {
                status = door.get(work.token(), work.path()).json().path("status").asString();
                Thread.sleep(status.equals("COMPLETED") ? 0 : 50);
            }
            unfinished += status.equals("COMPLETED") ? 0 : 1;
        }
        return unfinished;
    }

    /** Processes across aggregates that have not ended a while after all is quiet. */
    private static long openProcesses(Door door, Journal journal) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long open = 0;
        for (String token : journal.things().values().stream().map(Expected::token).distinct().toList()) {
            int items;
            do {
                items = door.get(token, "/admin/processes").json().path("items").size();
                Thread.sleep(items == 0 ? 0 : 50);
            } while (items > 0 && System.nanoTime() < end);
            open += items;
        }
        return open;
    }
}

package org.mediaplanner.bench.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Medians;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Door.Answer;
import org.mediaplanner.bench.product.Product;
import org.mediaplanner.bench.product.Products;

/** Planners write at a steady rate on two nodes, and many followers of each organisation, on both, wait for it. */
public final class StreamBench implements Measurement {

    private static final int NODES = 2;
    private static final int TENANTS = 20;
    private static final int FOLLOWERS = 10;
    private static final int CAMPAIGNS = 5;
    /** What is aimed at, and what leaves the machine room to breathe. */
    private static final List<Integer> PER_SECOND = List.of(100, 500);
    /** It takes minutes, on few processors, until all that is run is compiled to the end. */
    private static final int WARM_PER_SECOND = 120;
    private static final Duration WARM = Duration.ofMinutes(5);
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final int ROUNDS = 3;
    /** Whoever is asked for more than the machine can do comes late, and is late by more and more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> OPTIONS = List.of("-Xmx768m");

    /** A planner's campaign, and how far it is. */
    private static final class Toggled {

        private final int tenant;
        private final String token;
        private final String id;
        private long version;

        Toggled(int tenant, String token, String id) {
            this.tenant = tenant;
            this.token = token;
            this.id = id;
        }

        /** Pauses or resumes it. */
        Written toggle(Door door) throws InterruptedException {
            String path = "/campaigns/" + id + (version % 2 == 0 ? "/pause" : "/resume");
            long sent = System.nanoTime();
            Answer answer = door.send("POST", path, token, null, null, version).orElseThrow();
            long acknowledged = System.nanoTime();
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.toString());
            }
            version = answer.version();
            return new Written(tenant, id, version, sent, acknowledged);
        }
    }

    @Override
    public String measure(House house) throws Exception {
        // The nodes are ended first, whatever happens: those who follow them end with them, and are not waited for in vain.
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Products products = new Products()) {
            for (int node = 0; node < NODES; node++) {
                products.start(house, OPTIONS, Map.of());
            }
            Door door = new Door(products.addresses());
            List<Toggled> campaigns = new ArrayList<>();
            List<List<Follower>> followers = new ArrayList<>();
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                String token = door.register(UUID.randomUUID() + "@example.com");
                for (int i = 0; i < CAMPAIGNS; i++) {
                    campaigns.add(campaign(door, tenant, token));
                }
                followers.add(follow(products.all(), token));
            }
            followers.stream().flatMap(List::stream).forEach(threads::execute);
            write(door, campaigns, threads, WARM_PER_SECOND, WARM);
            Table table = new Table("%d organisations × %d followers, %d nodes, SSE".formatted(TENANTS, FOLLOWERS,
                    NODES), "events per second", "deliveries per second", "p50 ms", "p99 ms", "worst ms");
            int events = 0;
            for (int perSecond : PER_SECOND) {
                List<Round> rounds = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    rounds.add(round(door, campaigns, followers, threads, perSecond));
                }
                row(table, perSecond + " asked for; from the command's first byte", rounds, Round::fromSending);
                row(table, perSecond + " asked for; from the command's answer", rounds, Round::fromAnswer);
                events += rounds.stream().mapToInt(Round::events).sum();
            }
            List<String> wrong = followers.stream().flatMap(List::stream).flatMap(one -> one.wrong().stream()).toList();
            for (Follower follower : followers.stream().flatMap(List::stream).toList()) {
                follower.close();
            }
            return table + "\nEach of %,d events came to each of its %d followers, once and in order%s.%n".formatted(
                    events, FOLLOWERS,
                    wrong.isEmpty() ? "" : ", **but for** " + wrong);
        }
    }

    private static void row(Table table, String name, List<Round> rounds,
            Function<Round, Histogram> figure) {
        table.row(name, median(rounds, round -> (long) (round.events() * 1e9 / round.nanos())),
                median(rounds, round -> (long) (figure.apply(round).getTotalCount() * 1e9 / round.nanos())),
                median(rounds, round -> figure.apply(round).getValueAtPercentile(50)) / 1e6,
                median(rounds, round -> figure.apply(round).getValueAtPercentile(99)) / 1e6,
                median(rounds, round -> figure.apply(round).getMaxValue()) / 1e6);
    }

    private static double median(List<Round> rounds, ToLongFunction<Round> figure) {
        return Medians.of(rounds.stream().mapToDouble(figure::applyAsLong).toArray());
    }

    private record Round(int events, long nanos, Histogram fromSending, Histogram fromAnswer) {}

    private static Round round(Door door, List<Toggled> campaigns, List<List<Follower>> followers,
            ExecutorService threads, int perSecond) throws Exception {
        long begin = System.nanoTime();
        List<Written> written = write(door, campaigns, threads, perSecond, TURN);
        long nanos = System.nanoTime() - begin;
        Histogram fromSending = new Histogram(PATIENCE.toNanos(), 3);
        Histogram fromAnswer = new Histogram(PATIENCE.toNanos(), 3);
        for (Written event : written) {
            for (Follower follower : followers.get(event.tenant())) {
                long seen = awaited(follower, event);
                fromSending.recordValue(seen - event.sent());
                fromAnswer.recordValue(Math.max(0, seen - event.acknowledged()));
            }
        }
        System.out.printf("%d events in %.1f s: p50 %.1f ms, p99 %.1f ms%n", written.size(), nanos / 1e9,
                fromSending.getValueAtPercentile(50) / 1e6, fromSending.getValueAtPercentile(99) / 1e6);
        return new Round(written.size(), nanos, fromSending, fromAnswer);
    }

    private static long awaited(Follower follower, Written event) throws InterruptedException {
        Long seen = follower.seen(event.subject(), event.version());
        while (seen == null) {
            if (System.nanoTime() - event.acknowledged() > PATIENCE.toNanos()) {
                throw new IllegalStateException(event + " never came; " + follower.wrong());
            }
            Thread.sleep(Duration.ofMillis(10));
            seen = follower.seen(event.subject(), event.version());
        }
        return Objects.requireNonNull(seen);
    }

    /** All campaigns take turns at the rate that is aimed at; one that is late makes no other late. */
    private static List<Written> write(Door door, List<Toggled> campaigns, ExecutorService threads, int perSecond,
            Duration time)
            throws Exception {
        long begin = System.nanoTime();
        long step = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long period = step * campaigns.size();
        List<Future<List<Written>>> loops = new ArrayList<>();
        for (int i = 0; i < campaigns.size(); i++) {
            Toggled campaign = campaigns.get(i);
            long first = begin + i * step;
            loops.add(threads.submit(() -> {
                List<Written> written = new ArrayList<>();
                for (long next = first; next < begin + time.toNanos(); next += period) {
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
                    written.add(campaign.toggle(door));
                }
                return written;
            }));
        }
        List<Written> all = new ArrayList<>();
        for (Future<List<Written>> loop : loops) {
            all.addAll(loop.get());
        }
        return all;
    }

    private static Toggled campaign(Door door, int tenant, String token) throws InterruptedException {
        String id = Door.until(() -> door.send("POST", "/campaigns", token, Door.campaign(), null, null), 201).json()
                .path("id").asString();
        Toggled campaign = new Toggled(tenant, token, id);
        campaign.version = Door
                .until(() -> door.send("POST", "/campaigns/" + id + "/launch", token, null, null, 1L), 200).version();
        return campaign;
    }

    /** The nodes take turns. */
    private static List<Follower> follow(List<Product> nodes, String token) throws IOException, InterruptedException {
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < FOLLOWERS; i++) {
            followers.add(new Follower(nodes.get(i % nodes.size()).address(), token));
        }
        return followers;
    }
}

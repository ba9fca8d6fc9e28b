package org.mediaplanner.bench.projection;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Medians;
import org.mediaplanner.bench.Node;
import org.mediaplanner.bench.Table;
import org.mediaplanner.eventstore.processing.ProcessorPause;
import org.mediaplanner.eventstore.processing.ProcessorStates;
import org.mediaplanner.eventstore.processing.StreamingProcessors;
import org.mediaplanner.queries.rebuild.Rebuilds;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All read models at once from a log that they have not seen, and one of them anew beside the live one. */
public final class ProjectionBench implements Measurement {

    private static final int ROUNDS = 5;
    private static final long MIXED = 200_000;
    private static final long WHOLE_LOG = 1_000_000;
    private static final String REBUILT = "campaign";
    /** They act on what they read: a copied allocation is a command, which is measured as such. */
    private static final Set<String> ACTING = Set.of("allocation-process", "workflow-delegation");

    @Override
    public String measure(House house) throws Exception {
        try (Node node = house.node(Map.of())) {
            Histories histories = new Histories(node);
            catchUp(node);
            ACTING.forEach(node.bean(ProcessorPause.class)::pause);
            List<Double> raw = new ArrayList<>();
            List<Double> folded = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                node.bean(StreamingProcessors.class).stop();
                long before = head(node);
                long added = histories.add(MIXED);
                double read = RawRead.perSecond(node.bean(HikariDataSource.class), before);
                long begin = System.nanoTime();
                node.bean(StreamingProcessors.class).start();
                catchUp(node);
                double all = added * 1e9 / (System.nanoTime() - begin);
                System.out.printf("%d events: raw %.0f/s, all read models %.0f/s%n", added, read, all);
                if (round > 0) {
                    raw.add(read);
                    folded.add(all);
                }
            }
            histories.add(Math.max(0, WHOLE_LOG - head(node)));
            catchUp(node);
            List<Double> rawAll = new ArrayList<>();
            List<Double> rebuilt = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rawAll.add(RawRead.perSecond(node.bean(HikariDataSource.class), 0));
                rebuilt.add(rebuild(node));
                System.out.printf("raw %.0f/s, rebuild %.0f/s%n", rawAll.getLast(), rebuilt.getLast());
            }
            return "One tenant of %s.%n%n%s".formatted(String.join(", ", histories.mix()),
                    new Table("", "events per second", "of reading them")
                            .row("%,d events read raw".formatted(MIXED), median(raw), "1")
                            .row("… folded into all read models", median(folded), ratio(folded, raw))
                            .row("%,d events read raw".formatted(head(node)), median(rawAll), "1")
                            .row("… rebuild of the read model `" + REBUILT + "`", median(rebuilt),
                                    ratio(rebuilt, rawAll)));
        }
    }

    private static double median(List<Double> figures) {
        return Medians.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String ratio(List<Double> figures, List<Double> ceiling) {
        return String.format(Locale.ROOT, "%.2f", median(figures) / median(ceiling));
    }

    private static long head(Node node) {
        return node.bean(JdbcClient.class).sql("SELECT max(global_index) FROM event_store.domain_event")
                .query(Long.class).single();
    }

    private static void catchUp(Node node) throws InterruptedException {
        while (node.bean(ProcessorStates.class).all().stream()
                .anyMatch(state -> !state.paused() && state.lag() > 0)) {
            Thread.sleep(Duration.ofMillis(10));
        }
    }

    private static double rebuild(Node node) throws InterruptedException {
        Rebuilds rebuilds = node.bean(Rebuilds.class);
        long begin = System.nanoTime();
        rebuilds.rebuild(REBUILT, "bench");
        while (rebuilds.find(REBUILT).isPresent()) {
            Thread.sleep(Duration.ofMillis(20));
        }
        return head(node) * 1e9 / (System.nanoTime() - begin);
    }
}

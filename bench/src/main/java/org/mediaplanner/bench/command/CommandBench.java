package org.mediaplanner.bench.command;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.Contest;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Node;
import org.mediaplanner.bench.Series;
import org.mediaplanner.bench.Table;
import org.mediaplanner.bench.command.Campaigns.Owned;
import org.mediaplanner.bench.command.Toggling.Toggle;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.ResumeCampaign;
import org.mediaplanner.eventstore.processing.StreamingProcessors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A command of one event, loaded, decided and appended. */
public final class CommandBench implements Measurement {

    private static final int TENANTS = 16;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 5;

    @Override
    public String measure(House house) throws Exception {
        StringBuilder report = new StringBuilder();
        try (Node node = house.node(Map.of(), Listener.class)) {
            // What follows the log would take its share of the machine from both.
            node.bean(StreamingProcessors.class).stop();
            Campaigns campaigns = new Campaigns(node, TENANTS);
            Toggle command = command(node);
            Owned sample = campaigns.copies(1).getFirst();
            command.once(sample, 2);
            List<String> heard = node.bean(Statements.class).during(() -> quietly(command, sample, 3));
            report.append("Statements of one command: ").append(heard).append("\n\n");
            Table table = new Table("", "per second", "p50 ms", "p99 ms", "of the bare statements");
            for (int callers : new int[]{1, 8, 32}) {
                List<Series> series = new Contest(TURN, ROUNDS)
                        .with(callers + " callers, bare statements",
                                new Toggling(callers, campaigns, bare(node, heard, sample)))
                        .with(callers + " callers, commands", new Toggling(callers, campaigns, command))
                        .run();
                Series ceiling = series.getFirst();
                series.forEach(one -> table.row(one, ceiling));
            }
            report.append(table);
        }
        return report.toString();
    }

    private static Toggle bare(Node node, List<String> heard, Owned sample) {
        return node.bean(JdbcClient.class).sql("""
                SELECT payload::text AS payload, metadata::text AS metadata FROM event_store.domain_event
                WHERE aggregate_id = ? ORDER BY sequence_number DESC LIMIT 1
                """).param(sample.id().value())
                .query((row, number) -> new BareStatements(node.bean(HikariDataSource.class), heard, true,
                        row.getString("payload"), row.getString("metadata")))
                .single();
    }

    private static Toggle command(Node node) {
        Commands commands = node.bean(Commands.class);
        return (campaign, version) -> commands.send(campaign.owner(), version % 2 == 0
                ? new PauseCampaign(campaign.id(), version, null)
                : new ResumeCampaign(campaign.id(), version));
    }

    private static void quietly(Toggle toggle, Owned campaign, long version) {
        try {
            toggle.once(campaign, version);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listener {

        @Bean
        static Statements statements() {
            return new Statements();
        }
    }
}

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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A command of one event, loaded, decided and appended. */
public final class CommandBench implements Measurement {

    private static final int TENANTS = 16;
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 5;

    private static final String REMEMBERED = "mediaplanner.commands.remembered-aggregates";
    private static final String LARGEST_GROUP = "mediaplanner.commands.largest-group";

    @Override
    public String measure(House house) throws Exception {
        try (Node reading = house.deciding(Map.of(LARGEST_GROUP, 0, REMEMBERED, 0), Listener.class);
                Node remembering = house.deciding(Map.of(LARGEST_GROUP, 0), Listener.class);
                Node grouping = house.deciding(Map.of(), Listener.class)) {
            Campaigns campaigns = new Campaigns(reading, TENANTS);
            Owned sample = campaigns.copies(1).getFirst();
            command(reading).once(sample, 2);
            List<String> heard = reading.bean(Statements.class).during(() -> quietly(command(reading), sample, 3));
            Toggle whole = bare(reading, heard, sample, true);
            Toggle newer = bare(remembering, heard, sample, false);
            Table table = new Table("", "per second", "p50 ms", "p99 ms", "of the first", "p99 of the first");
            for (int callers : new int[]{1, 8, 32}) {
                List<Series> series = new Contest(TURN, ROUNDS)
                        .with(callers + " callers, bare statements", new Toggling(callers, campaigns, whole))
                        .with(callers + " callers, bare statements, newer events only",
                                new Toggling(callers, campaigns, newer))
                        .with(callers + " callers, each command alone, nothing remembered",
                                new Toggling(callers, campaigns, command(reading)))
                        .with(callers + " callers, each command alone, aggregates remembered",
                                new Toggling(callers, campaigns, command(remembering)))
                        .with(callers + " callers, as shipped: in groups",
                                new Toggling(callers, campaigns, command(grouping)))
                        .run();
                series.forEach(one -> table.row(one, series.getFirst()));
            }
            return "Statements of one command: " + heard + "\n\n" + table;
        }
    }

    private static Toggle bare(Node node, List<String> heard, Owned sample, boolean whole) {
        return node.bean(JdbcClient.class).sql("""
                SELECT payload::text AS payload, metadata::text AS metadata FROM event_store.domain_event
                WHERE aggregate_id = ? ORDER BY sequence_number DESC LIMIT 1
                """).param(sample.id().value())
                .query((row, number) -> new BareStatements(node.bean(HikariDataSource.class), heard, whole,
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

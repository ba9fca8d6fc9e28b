package org.mediaplanner.queries.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mediaplanner.queries.testing.QueryNode.CONTEXT;
import static org.mediaplanner.queries.testing.QueryNode.ask;
import static org.mediaplanner.queries.testing.QueryNode.publish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignLaunched;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.RememberedQuery;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskBreakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOverview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Dimension;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.rebuild.Rebuilds;
import org.mediaplanner.queries.testing.AnswersInMemory;
import org.mediaplanner.queries.testing.Facts;
import org.mediaplanner.queries.testing.NewCampaign;
import org.mediaplanner.queries.testing.ReadModels;

class RememberedAnswersTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = Instant.parse("2026-03-20T10:07:00Z");

    private final AnswersInMemory memory = CONTEXT.getBean(AnswersInMemory.class);
    private final TenantId tenant = TenantId.next();
    private final ClientId client = ClientId.next();
    private final CampaignCreated campaign = NewCampaign.named("Search").of(client).created();
    private final Selection all = new Selection(List.of(), List.of(), List.of(), List.of(), List.of(), FIRST,
            FIRST.plusDays(60), null);
    private final List<RememberedQuery<?>> questions = List.of(new AskOverview(all, NOW),
            new AskBreakdown(all, Dimension.CLIENT, NOW), new AskBreakdown(all, Dimension.CAMPAIGN, NOW));

    @Test
    void what_has_not_changed_is_not_read_again() {
        publish(tenant, new ClientCreated(client, "Alpenglow", null, List.of()), campaign, fact(1));
        Object first = ask(tenant, questions.getFirst());
        int before = memory.found();

        assertThat((Object) ask(tenant, questions.getFirst())).isEqualTo(first);
        assertThat((Object) ask(tenant, questions.getFirst().at(NOW.plusSeconds(60)))).isEqualTo(first);
        assertThat(memory.found()).isEqualTo(before + 2);
    }

    @Test
    void another_quarter_of_an_hour_may_be_another_day_somewhere() {
        publish(tenant, campaign, fact(1));
        Object _ = ask(tenant, questions.getFirst());
        int before = memory.found();

        Object _ = ask(tenant, questions.getFirst().at(NOW.plusSeconds(8 * 60)));
        assertThat(memory.found()).isEqualTo(before);
    }

    @Test
    void whatever_happens_the_answer_is_what_the_rows_say() {
        Random random = new Random(11);
        publish(tenant, new ClientCreated(client, "Alpenglow", null, List.of()), campaign);
        for (int i = 0; i < 40; i++) {
            publish(tenant, anything(random, i));
            RememberedQuery<?> question = questions.get(random.nextInt(questions.size()));
            Object remembered = ask(tenant, question);
            memory.forgetAll();
            assertThat(remembered).isEqualTo(ask(tenant, question));
        }
    }

    private DomainEvent anything(Random random, int number) {
        return switch (random.nextInt(4)) {
            case 0 -> new ClientRenamed(client, "Before", "Name " + number);
            case 1 -> NewCampaign.named("Further " + number).created();
            case 2 -> new CampaignLaunched(campaign.campaignId());
            default -> fact(number);
        };
    }

    private DomainEvent fact(int number) {
        return Facts.reported(Facts.fact(campaign.campaignId(), FIRST.plusDays(number), Facts.values(1, number,
                "EUR")));
    }

    @Test
    void a_table_that_took_the_place_of_another_is_asked_anew() {
        publish(tenant, new ClientCreated(client, "Alpenglow", null, List.of()), campaign, fact(1));
        Object _ = ask(tenant, questions.get(1));
        int before = memory.found();

        Rebuilds rebuilds = CONTEXT.getBean(Rebuilds.class);
        rebuilds.rebuild("client", "usr_test");
        await().until(() -> rebuilds.find("client").isEmpty());

        Object _ = ask(tenant, questions.get(1));
        assertThat(memory.found()).isEqualTo(before);
    }

    @Test
    void tenants_do_not_share_an_answer() {
        publish(tenant, campaign, fact(1));
        TenantId other = TenantId.next();
        publish(other, NewCampaign.named("Theirs").created());
        assertThat((Object) ask(tenant, questions.getFirst())).isNotEqualTo(ask(other, questions.getFirst()));
    }

    @Test
    void every_change_of_what_such_an_answer_is_read_from_is_stamped() {
        Set<String> stamped = ReadModels.all().stream().filter(Projection::isStamped).map(Projection::name)
                .collect(Collectors.toSet());
        List<QueryHandler<?, ?>> remembered = CONTEXT.getBeansOfType(QueryHandlers.class).values().stream()
                .<QueryHandler<?, ?>>flatMap(some -> some.handlers().stream())
                .filter(handler -> RememberedQuery.class.isAssignableFrom(handler.query())).toList();
        assertThat(remembered).hasSize(2).allSatisfy(handler -> assertThat(stamped).containsAll(handler.reads()));
    }
}

package org.mediaplanner.commands.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.commands.Commands.Outcome;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.budget.BudgetCommand.FundBudget;
import org.mediaplanner.commands.budget.BudgetCommand.OpenBudget;
import org.mediaplanner.commands.budget.BudgetCommand.TakeBackAllocation;
import org.mediaplanner.commands.budget.BudgetState;
import org.mediaplanner.commands.campaign.CampaignCommand.ArchiveCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.DuplicateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.client.ClientCommand.ArchiveClient;
import org.mediaplanner.commands.client.ClientCommand.CreateClient;
import org.mediaplanner.commands.client.ClientCommand.EditClient;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

class CommandDoorTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    private final Caller caller = CommandNode.newTenant();

    private static IdempotencyKey key(String key, String hash) {
        return new IdempotencyKey("POST /campaigns", key, hash);
    }

    @Test
    void a_command_answers_with_state_version_and_position() {
        var creation = CommandNode.creation("Spring", "10.00", "EUR");
        Outcome<Versioned<Campaign>> created = CommandNode.commands().send(caller, creation);
        Outcome<Versioned<Campaign>> launched = CommandNode.commands().send(caller,
                new LaunchCampaign(creation.campaignId(), 1));
        assertThat(created.result().version()).isEqualTo(1);
        assertThat(created.result().createdBy()).isEqualTo(caller.actorId());
        assertThat(launched.result().version()).isEqualTo(2);
        assertThat(launched.result().createdAt()).isEqualTo(created.result().createdAt());
        assertThat(launched.position()).isGreaterThan(created.position());
        assertThat(launched.result().state().phase()).isEqualTo(Campaign.Phase.LAUNCHED);
    }

    @Test
    void a_stale_version_is_refused_and_nothing_is_appended() {
        var campaign = CommandNode.campaign(caller, "Spring", "10.00", "EUR");
        CommandNode.commands().send(caller, new LaunchCampaign(campaign.state().id(), 1));
        long before = CommandNode.events(caller);
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> CommandNode.commands().send(caller, new PauseCampaign(campaign.state().id(), 1, null)));
        assertThat(refusal.kind()).isEqualTo(Kind.STALE);
        assertThat(CommandNode.events(caller)).isEqualTo(before);
    }

    @Test
    void another_tenants_aggregate_is_absent() {
        var campaign = CommandNode.campaign(caller, "Spring", "10.00", "EUR");
        Caller stranger = CommandNode.newTenant();
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> CommandNode.commands().send(stranger, new LaunchCampaign(campaign.state().id(), 1)));
        assertThat(refusal.kind()).isEqualTo(Kind.ABSENT);
    }

    @Test
    void a_request_that_comes_again_gets_the_same_answer_and_causes_nothing() {
        var creation = CommandNode.creation("Once", "10.00", "EUR");
        Outcome<Versioned<Campaign>> first = CommandNode.commands().send(caller, creation, key("k1", "a"));
        long events = CommandNode.events(caller);
        Outcome<Versioned<Campaign>> again = CommandNode.commands().send(caller,
                CommandNode.creation("Once", "10.00", "EUR"), key("k1", "a"));
        assertThat(again.replayed()).isTrue();
        assertThat(first.replayed()).isFalse();
        assertThat(again.result()).isEqualTo(first.result());
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(CommandNode.events(caller)).isEqualTo(events);
    }

    @Test
    void a_key_names_one_request_of_one_user_and_place() {
        CommandNode.commands().send(caller, CommandNode.creation("One", "1", "EUR"), key("k", "a"));
        assertThatThrownBy(
                () -> CommandNode.commands().send(caller, CommandNode.creation("Two", "1", "EUR"), key("k", "b")))
                .isInstanceOf(KeyReused.class);
        Caller colleague = Caller.user(caller.tenantId(), "usr_colleague", "req");
        assertThat(CommandNode.commands().send(colleague, CommandNode.creation("Three", "1", "EUR"), key("k", "b"))
                .replayed()).isFalse();
        assertThat(CommandNode.commands().send(CommandNode.newTenant(), CommandNode.creation("One", "1", "EUR"),
                key("k", "a")).replayed()).isFalse();
    }

    @Test
    void a_refusal_is_not_kept() {
        CommandNode.campaign(caller, "Taken", "1", "EUR");
        assertThatThrownBy(
                () -> CommandNode.commands().send(caller, CommandNode.creation("Taken", "1", "EUR"), key("r", "a")))
                .isInstanceOf(Refusal.class);
        assertThat(CommandNode.commands().send(caller, CommandNode.creation("Free", "1", "EUR"), key("r", "b"))
                .replayed()).isFalse();
    }

    @Test
    void an_answer_is_forgotten_after_a_day() {
        CommandNode.commands().send(caller, CommandNode.creation("Old", "1", "EUR"), key("day", "a"));
        CommandNode.jdbc()
                .sql("UPDATE command_side.kept_answer SET kept_at = now() - interval '25 hours' WHERE key = 'day'")
                .update();
        assertThat(CommandNode.commands().send(caller, CommandNode.creation("New", "1", "EUR"), key("day", "b"))
                .replayed()).isFalse();
        CommandNode.context().getBean(KeptAnswers.class).forgetOldOnes();
        assertThat(CommandNode.commands().send(caller, CommandNode.creation("New", "1", "EUR"), key("day", "b"))
                .replayed()).isTrue();
    }

    @Test
    void twins_that_come_at_once_are_carried_out_once() throws Exception {
        List<Callable<Object>> twins = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            twins.add(() -> {
                try {
                    return CommandNode.commands().send(caller, CommandNode.creation("Twin", "1", "EUR"),
                            key("twin", "a")).result().state().id();
                } catch (RuntimeException refused) {
                    return refused.getClass().getSimpleName();
                }
            });
        }
        List<Object> answers = race(twins);
        assertThat(CommandNode.events(caller)).isEqualTo(3);
        assertThat(answers.stream().filter(CampaignId.class::isInstance).distinct()).hasSize(1);
        assertThat(answers.stream().filter(String.class::isInstance)).allMatch("KeyInUse"::equals);
    }

    @Test
    void races_for_one_aggregate_are_given_again_until_they_hold() throws Exception {
        BudgetId ledger = BudgetId.next();
        CommandNode.commands().send(caller, new OpenBudget(ledger, "Pool", EUR, null));
        List<Callable<Object>> commands = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            long version = i;
            commands.add(() -> CommandNode.commands().send(caller, new TakeBackAllocation(ledger, CampaignId.next(),
                    Money.of("1", "EUR"), version, "none")));
        }
        assertThat(race(commands)).hasSize(16);
        List<Callable<Object>> funds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            funds.add(() -> {
                try {
                    return CommandNode.commands().send(caller, new FundBudget(ledger, 1, Money.of("1", "EUR"), null));
                } catch (Refusal stale) {
                    return stale.kind();
                }
            });
        }
        List<Object> answers = race(funds);
        assertThat(answers.stream().filter(Outcome.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Kind.STALE::equals)).hasSize(7);
    }

    @Test
    void a_name_is_taken_once_and_free_again_after_archiving() {
        var first = CommandNode.campaign(caller, "Unique", "1", "EUR");
        Refusal taken = catchThrowableOfType(Refusal.class, () -> CommandNode.campaign(caller, "Unique", "1", "EUR"));
        assertThat(taken.code()).isEqualTo("name-taken");
        assertThat(CommandNode.campaign(CommandNode.newTenant(), "Unique", "1", "EUR").version()).isEqualTo(1);
        CommandNode.commands().send(caller, new ArchiveCampaign(first.state().id(), 1));
        assertThat(CommandNode.campaign(caller, "Unique", "1", "EUR").version()).isEqualTo(1);
    }

    @Test
    void copies_get_names_that_are_free() {
        var original = CommandNode.campaign(caller, "Original", "1", "EUR");
        for (String name : List.of("Original (copy)", "Original (copy 2)")) {
            assertThat(CommandNode.commands().send(caller,
                    new DuplicateCampaign(CampaignId.next(), original.state().id(), 1, null)).result().state().name())
                    .isEqualTo(name);
        }
    }

    @Test
    void clients_are_renamed_and_campaigns_belong_only_to_active_ones() {
        ClientId client = ClientId.next();
        CommandNode.commands().send(caller, new CreateClient(client, "Acme", null, List.of()));
        CommandNode.commands().send(caller, new EditClient(client, 1, Change.to("Apex"), null, null));
        CommandNode.commands().send(caller, new CreateClient(ClientId.next(), "Acme", null, List.of()));
        CommandNode.commands().send(caller, new OpenBudget(BudgetId.next(), "Theirs", EUR, client));
        CommandNode.commands().send(caller, new ArchiveClient(client, 2));
        for (ClientId absent : List.of(client, ClientId.next())) {
            Refusal refusal = catchThrowableOfType(Refusal.class,
                    () -> CommandNode.commands().send(caller,
                            new OpenBudget(BudgetId.next(), "P" + absent, EUR, absent)));
            assertThat(refusal.code()).isEqualTo("unknown-client");
        }
    }

    @Test
    void a_ledger_answers_with_what_is_known_of_its_campaigns() {
        BudgetId ledger = BudgetId.next();
        Outcome<BudgetState> opened = CommandNode.commands().send(caller, new OpenBudget(ledger, "Pool", EUR, null),
                key("ledger", "a"));
        assertThat(CommandNode.commands().send(caller, new OpenBudget(ledger, "Pool", EUR, null), key("ledger", "a"))
                .result()).isEqualTo(opened.result());
    }

    private static List<Object> race(List<Callable<Object>> racers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Object> answers = new ArrayList<>();
            for (Future<Object> future : threads.invokeAll(racers)) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}

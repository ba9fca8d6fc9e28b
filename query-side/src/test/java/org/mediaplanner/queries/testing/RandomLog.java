package org.mediaplanner.queries.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.budget.BudgetEvent;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Bidding;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignArchived;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignAssigned;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignBiddingSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignBudgetSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignClassified;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignEnded;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignFunded;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignLaunched;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignPacingSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignPaused;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignRenamed;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignRescheduled;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignResumed;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignTagged;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignTargetingSet;
import org.mediaplanner.events.campaign.CampaignEvent.Classification;
import org.mediaplanner.events.campaign.CampaignEvent.Schedule;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Targeting;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientCurrencySet;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.performance.PerformanceEvent.Outcome;
import org.mediaplanner.events.performance.PerformanceEvent.OutcomesReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceRestated;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.Tenant.Quota;
import org.mediaplanner.events.tenant.TenantEvent;
import org.mediaplanner.events.tenant.TenantEvent.MemberInvited;
import org.mediaplanner.events.tenant.TenantEvent.MemberJoined;
import org.mediaplanner.events.tenant.TenantEvent.MemberLimited;
import org.mediaplanner.events.tenant.TenantEvent.MemberRemoved;
import org.mediaplanner.events.tenant.TenantEvent.MemberResumed;
import org.mediaplanner.events.tenant.TenantEvent.MemberRoleChanged;
import org.mediaplanner.events.tenant.TenantEvent.MemberSuspended;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantEvent.TenantConfigured;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeleted;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeletionRequested;
import org.mediaplanner.events.tenant.TenantEvent.TenantQuotaSet;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantEvent.TenantRenamed;
import org.mediaplanner.events.tenant.TenantEvent.TenantResumed;
import org.mediaplanner.events.tenant.TenantEvent.TenantSuspended;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.events.workflow.WorkflowEvent.Failure;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApprovalRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApproved;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancellationRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancelled;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCompleted;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowFailed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowProgressed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRejected;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowStarted;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowResult;
import org.mediaplanner.eventstore.RecordedEvent;

/** Histories of a tenant with every kind of event, each of which says of the past what is true of it. */
public final class RandomLog {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 25);
    private static final int SLOT = 10;
    private static final List<String> TAGS = List.of("brand", "a \"quoted\" one", "back\\slash", "{curly}", "NULL",
            "with, comma", "Grüße");
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Random random;
    private final List<DomainEvent> events = new ArrayList<>();
    private final Map<CampaignId, Campaign> campaigns = new LinkedHashMap<>();
    private final Map<BudgetId, Budget> budgets = new LinkedHashMap<>();
    private final Map<ClientId, Client> clients = new LinkedHashMap<>();
    private final Map<CampaignId, Map<LocalDate, FactValues>> facts = new LinkedHashMap<>();

    private final TenantRegistered registered;
    private Tenant tenant;

    private RandomLog(TenantId tenant, Random random) {
        this.random = random;
        this.registered = new TenantRegistered(tenant, "Org", EUR, ZoneId.of("Europe/Berlin"));
        this.tenant = Tenant.evolve(null, registered);
    }

    /** At least {@code size} events. */
    public static List<DomainEvent> of(TenantId tenant, Random random, int size) {
        RandomLog log = new RandomLog(tenant, random);
        log.events.add(log.registered);
        log.tenantEvent(new MemberJoined(tenant, UserId.next(), Role.OWNER));
        log.newClient();
        log.newCampaign();
        log.newBudget();
        while (log.events.size() < size) {
            log.next();
        }
        return log.events;
    }

    /** {@code events} as they would stand in the store, from {@code globalIndex} on. */
    public static List<RecordedEvent<?>> recorded(TenantId tenant, List<DomainEvent> events, long globalIndex) {
        Map<String, Long> versions = new HashMap<>();
        List<RecordedEvent<?>> recorded = new ArrayList<>();
        for (DomainEvent event : events) {
            long index = globalIndex + recorded.size();
            Instant at = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(index);
            EventType type = event.getClass().getAnnotation(EventType.class);
            recorded.add(new RecordedEvent<>(event, tenant, index, event.streamId(),
                    versions.merge(event.streamId(), 1L, Long::sum), new UUID(1, index), type.value(), type.revision(),
                    ActorType.USER, "usr_" + index % 3, "req_" + index, null, at, at.plusMillis(5), null));
        }
        return recorded;
    }

    private void next() {
        switch (random.nextInt(14)) {
            case 0 -> newClient();
            case 1 -> newCampaign();
            case 2 -> newBudget();
            case 3 -> changeClient(any(clients));
            case 4, 5, 6 -> changeCampaign(any(campaigns));
            case 7, 8 -> changeBudget(any(budgets));
            case 9 -> report();
            case 10 -> restate();
            case 11 -> work();
            case 12 -> changeTenant();
            default -> others();
        }
    }

    /** A run with everything that can happen to one, whether or not it would. */
    private void work() {
        WorkflowId id = WorkflowId.next();
        WorkflowResult result = new ExportedFile(FileId.next(), random.nextInt(99), random.nextInt(999), word());
        events.add(new WorkflowRequested(id, new Export(any(Content.values()), Format.CSV, FIRST, null, Filters.NONE),
                null));
        List<WorkflowEvent> next = List.of(new WorkflowStarted(id), new WorkflowProgressed(id, new Progress(random
                .nextInt(100), word(), 1L, null, new TreeMap<>(Map.of("rows", 1L)))), new WorkflowApprovalRequested(id,
                        result, "hash"),
                new WorkflowApproved(id, "hash", null), new WorkflowRejected(id, word()),
                new WorkflowCompleted(id, result), new WorkflowFailed(id, new Failure("broken", word(), true)),
                new WorkflowCancellationRequested(id), new WorkflowCancelled(id));
        for (int i = random.nextInt(4); i < next.size(); i += 1 + random.nextInt(3)) {
            events.add(next.get(i));
        }
    }

    private void changeTenant() {
        UserId user = UserId.next();
        tenantEvent(switch (random.nextInt(13)) {
            case 0 -> new TenantRenamed(tenant.id(), tenant.name(), word());
            case 1 -> new TenantConfigured(tenant.id(), tenant.settings(), TenantSettings.of(EUR, zone()));
            case 2, 3 -> new MemberInvited(tenant.id(), user, any(Role.values()));
            case 4 -> new MemberJoined(tenant.id(), member(), any(Role.values()));
            case 5 -> new MemberRoleChanged(tenant.id(), member(), Role.OWNER, Role.VIEWER);
            case 6 -> new MemberSuspended(tenant.id(), member());
            case 7 -> new MemberResumed(tenant.id(), member());
            case 8 -> chance()
                    ? new TenantSuspended(tenant.id(), word())
                    : new TenantResumed(tenant.id());
            case 9 -> new TenantQuotaSet(tenant.id(), tenant.quota(), chance() ? new Quota(random.nextInt(999)) : null);
            case 10 -> new MemberLimited(tenant.id(), member(), null, chance() ? List.of(ClientId.next()) : null);
            case 11 -> chance()
                    ? new TenantDeletionRequested(tenant.id(), WorkflowId.next())
                    : new TenantDeleted(tenant.id());
            default -> new MemberRemoved(tenant.id(), user);
        });
    }

    private void tenantEvent(TenantEvent event) {
        tenant = Tenant.evolve(tenant, event);
        events.add(event);
    }

    private void newClient() {
        clientEvent(new ClientCreated(ClientId.next(), word(), chance() ? EUR : null, tags()));
    }

    private void changeClient(Client client) {
        clientEvent(switch (random.nextInt(4)) {
            case 0 -> new ClientRenamed(client.id(), client.name(), word());
            case 1 -> new ClientCurrencySet(client.id(), client.currency(), chance() ? EUR : null);
            case 2 -> new ClientTagged(client.id(), client.tags(), tags());
            default -> new ClientArchived(client.id());
        });
    }

    private void clientEvent(ClientEvent event) {
        clients.put(event.clientId(), Client.evolve(clients.get(event.clientId()), event));
        events.add(event);
    }

    private void newCampaign() {
        NewCampaign sample = NewCampaign.named(word()).with(any(Objective.values())).tagged(tags()
                .toArray(String[]::new)).in(zone());
        campaignEvent((chance() ? sample.of(any(clients).id()) : sample).created());
    }

    private void changeCampaign(Campaign now) {
        CampaignId id = now.id();
        campaignEvent(switch (random.nextInt(15)) {
            case 0 -> new CampaignRenamed(id, now.name(), word());
            case 1 -> new CampaignClassified(id, new Classification(now.channel(), now.platform(), now.objective()),
                    new Classification("VIDEO", "META", any(Objective.values())));
            case 2 -> new CampaignRescheduled(id, new Schedule(now.flight(), now.timeZone()), new Schedule(
                    new Flight(FIRST, FIRST.plusDays(random.nextInt(90))), zone()));
            case 3 -> new CampaignPacingSet(id, now.pacing(), pacing(now));
            case 4 -> new CampaignBiddingSet(id, now.bidding(), bidding());
            case 5 -> new CampaignTargetingSet(id, now.targeting(), chance()
                    ? null
                    : new Targeting(List.of("DE"), List.of(), tags(), List.of("MOBILE"), List.of("shoes")));
            case 6 -> new CampaignTagged(id, now.tags(), tags());
            case 7 -> new CampaignAssigned(id, now.clientId(), chance() ? null : any(clients).id());
            case 8 -> new CampaignBudgetSet(id, now.budget(),
                    new CampaignBudget(any(CampaignBudget.Type.values()), money()), chance() ? null : word());
            case 9 -> new CampaignFunded(id, any(budgets).id(), random.nextInt(1, 50), chance()
                    ? money()
                    : Money
                            .zero(EUR),
                    now.budget(), new CampaignBudget(CampaignBudget.Type.TOTAL, money()));
            case 10 -> new CampaignLaunched(id);
            case 11 -> new CampaignPaused(id, chance() ? null : word());
            case 12 -> new CampaignResumed(id);
            case 13 -> new CampaignEnded(id, word());
            default -> new CampaignArchived(id);
        });
    }

    private void campaignEvent(CampaignEvent event) {
        campaigns.put(event.campaignId(), Campaign.evolve(campaigns.get(event.campaignId()), event));
        events.add(event);
    }

    private Pacing pacing(Campaign now) {
        return switch (random.nextInt(4)) {
            case 0 -> Pacing.EVEN;
            case 1 -> new Pacing.Asap();
            case 2 -> new Pacing.Ahead(new BigDecimal("12.50"));
            default -> new Pacing.Custom(List.of(new Pacing.Step(now.flight().start(), new BigDecimal("100"))));
        };
    }

    private @Nullable Bidding bidding() {
        return chance() ? null : new Bidding("TARGET_CPA", chance() ? money() : null, new BigDecimal("4.20"));
    }

    private void newBudget() {
        budgetEvent(new BudgetOpened(BudgetId.next(), word(), EUR, chance() ? null : any(clients).id()));
    }

    private void changeBudget(Budget now) {
        BudgetId id = now.id();
        CampaignId campaign = any(campaigns).id();
        budgetEvent(switch (random.nextInt(7)) {
            case 0 -> new BudgetFunded(id, money(), word());
            case 1 -> new BudgetAllocated(id, move(now, campaign, money()), null);
            case 2 -> new BudgetReleased(id, move(now, campaign, now.allocatedTo(campaign).negated()), word());
            case 3 -> new AllocationTakenBack(id, move(now, campaign, now.allocatedTo(campaign).negated()),
                    random.nextInt(1, 9), "campaign-ended");
            case 4 -> new BudgetReallocated(id, List.of(move(now, campaign, money())), word());
            case 5 -> new BudgetWithdrawn(id, money(), null);
            default -> new BudgetClosed(id, null);
        });
    }

    private static Move move(Budget now, CampaignId campaign, Money delta) {
        return new Move(campaign, delta, now.allocatedTo(campaign).plus(delta));
    }

    private void budgetEvent(BudgetEvent event) {
        budgets.put(event.budgetId(), Budget.evolve(budgets.get(event.budgetId()), event));
        events.add(event);
    }

    /** Facts begin ten days apart and take at most seven, so that none overlaps another. */
    private void report() {
        Map<String, Fact> reported = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            CampaignId campaign = any(campaigns).id();
            LocalDate date = FIRST.plusDays((long) SLOT * random.nextInt(6));
            Map<LocalDate, FactValues> known = facts.computeIfAbsent(campaign, id -> new HashMap<>());
            if (!known.containsKey(date)) {
                FactValues values = values();
                known.put(date, values);
                reported.put(campaign + "/" + date, new Fact(campaign, date, values));
            }
        }
        if (!reported.isEmpty()) {
            events.add(new PerformanceReported(BatchId.next(), any(Source.values()), List.copyOf(reported.values())));
        }
    }

    private void restate() {
        List<Restatement> restated = new ArrayList<>();
        facts.forEach((campaign, known) -> {
            if (restated.size() < 3 && chance() && !known.isEmpty()) {
                LocalDate date = known.keySet().stream().min(LocalDate::compareTo).orElseThrow();
                FactValues after = values();
                restated.add(new Restatement(campaign, date, known.getOrDefault(date, after), after));
                known.put(date, after);
            }
        });
        if (!restated.isEmpty()) {
            events.add(new PerformanceRestated(BatchId.next(), any(Source.values()), restated));
        }
    }

    private void others() {
        LocalDate day = FIRST.plusDays(random.nextInt(5));
        events.add(chance()
                ? new OutcomesReported(BatchId.next(), Source.API, List.of(
                        new Outcome("revenue", day, 7, EUR, null, new BigDecimal("1234.500000")),
                        new Outcome("orders", day, 1, null, null, BigDecimal.valueOf(random.nextInt(100)))))
                : new FxRatesRecorded(BatchId.next(), List.of(new FxRate(Currency.getInstance("USD"), EUR, day, null,
                        BigDecimal.valueOf(random.nextInt(1, 20_000), 4), "ECB"))));
    }

    private FactValues values() {
        return new FactValues(random.nextInt(1, 8), random.nextInt(100_000), random.nextInt(5_000), money(),
                BigDecimal.valueOf(random.nextInt(50_000_000), FactValues.CONVERSION_DIGITS), money());
    }

    private Money money() {
        return new Money(random.nextLong(1_000_000_000_000L), EUR);
    }

    private ZoneId zone() {
        return ZoneId.of(any(new String[]{"UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"}));
    }

    private List<String> tags() {
        return TAGS.stream().filter(tag -> random.nextInt(4) == 0).toList();
    }

    private String word() {
        return any(new String[]{"Spring", "Sommer 100%", "O'Neill; --", "Été", "a_b"}) + " " + random.nextInt(1_000);
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private UserId member() {
        return any(tenant.members().keySet().toArray(UserId[]::new));
    }

    private <T> T any(Map<?, T> of) {
        return List.copyOf(of.values()).get(random.nextInt(of.size()));
    }
}

package org.mediaplanner.eventstore.testing;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Bidding;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignArchived;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignAssigned;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignBiddingSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignBudgetSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignClassified;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
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
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Targeting;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientCurrencySet;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping.Kind;
import org.mediaplanner.events.performance.ImportMapping.OutcomeSeries;
import org.mediaplanner.events.performance.ImportMapping.Series;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.performance.PerformanceEvent.Outcome;
import org.mediaplanner.events.performance.PerformanceEvent.OutcomesReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceRestated;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.events.tenant.Tenant.Quota;
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
import org.mediaplanner.events.tenant.TenantSettings.AutoApprove;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.ConflictRule;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
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
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Target;
import org.mediaplanner.events.workflow.WorkflowInput.Upload;
import org.mediaplanner.events.workflow.WorkflowResult.Applied;
import org.mediaplanner.events.workflow.WorkflowResult.Diff;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowResult.ImportedData;
import org.mediaplanner.events.workflow.WorkflowResult.RowError;
import org.mediaplanner.events.workflow.WorkflowResult.Sample;
import org.mediaplanner.events.workflow.WorkflowResult;

/** One event of each type, with every property set. */
public final class EventSamples {

    private static final String UUID_PART = "_0198c0de-0000-7000-8000-000000000001";
    private static final UserId USER = UserId.of("usr" + UUID_PART);
    private static final TenantId TENANT = TenantId.of("ten" + UUID_PART);
    private static final ClientId CLIENT = ClientId.of("cli" + UUID_PART);
    private static final CampaignId CAMPAIGN = CampaignId.of("cmp" + UUID_PART);
    private static final BudgetId BUDGET = BudgetId.of("bud" + UUID_PART);
    private static final BatchId BATCH = BatchId.of("prf" + UUID_PART);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final Flight FLIGHT = new Flight(DAY, LocalDate.of(2026, 9, 30));
    private static final CampaignBudget TOTAL = budget(CampaignBudget.Type.TOTAL, "1500.50");
    private static final CampaignBudget DAILY = budget(CampaignBudget.Type.DAILY, "50");
    private static final Bidding BIDDING = new Bidding("TARGET_CPA", euro("12.34"), new BigDecimal("4.50"));
    private static final Targeting TARGETING = new Targeting(List.of("DE"), List.of("de"), List.of("sporty"), List.of(
            "MOBILE"), List.of("running shoes"));
    private static final Pacing CUSTOM = new Pacing.Custom(List.of(new Pacing.Step(DAY, new BigDecimal("40")),
            new Pacing.Step(DAY.plusDays(10), new BigDecimal("60.00"))));
    private static final Move MOVE = new Move(CAMPAIGN, euro("100"), euro("350.000001"));
    private static final FactValues VALUES = new FactValues(7, 12_345, 678, euro("90.12"), new BigDecimal("3.500000"),
            euro("250"));

    private static final WorkflowId WORKFLOW = WorkflowId.of("wfl" + UUID_PART);
    private static final FileId FILE = FileId.of("fil" + UUID_PART);
    private static final ImportMapping MAPPING = new ImportMapping("Day", "dd.MM.yyyy", EUR, true, 7,
            FractionalCounts.ROUND, List.of(new Series("{Campaign}", "SEARCH", "META", "Impr.", "Clicks", "Cost",
                    "Conv.", "Value")),
            List.of(new OutcomeSeries("revenue", "Revenue", Kind.MONEY)));
    private static final WorkflowResult IMPORTED = new ImportedData(MAPPING, 3, List.of(new RowError(2, "Cost",
            "is no number")), 1, new Diff(2, 1, 0, 1,
                    List.of(new Sample("Autumn, 2026-09-01", "cost", "1.00 EUR",
                            "2.00 EUR"))),
            "9f86d081", new Applied(1, 2, 1, 0, 3));

    private static final TenantSettings SETTINGS = TenantSettings.of(EUR, BERLIN);

    public static final List<DomainEvent> ALL = List.of(
            new TenantRegistered(TENANT, "Acme", EUR, BERLIN),
            new MemberJoined(TENANT, USER, Role.OWNER),
            new TenantRenamed(TENANT, "Acme", "Acme & Sons"),
            new TenantConfigured(TENANT, SETTINGS, new TenantSettings(EUR, BERLIN, DayOfWeek.SUNDAY, euro("5000"), true,
                    new AutoApprove(new BigDecimal("7.5"), euro("100")), 14,
                    new PacingBands(new Band(90, 110), new Band(80, 120)), ConflictRule.PLATFORM, 1_200)),
            new MemberInvited(TENANT, USER, Role.ANALYST),
            new MemberRoleChanged(TENANT, USER, Role.ANALYST, Role.PLANNER),
            new MemberSuspended(TENANT, USER),
            new MemberResumed(TENANT, USER),
            new MemberRemoved(TENANT, USER),
            new TenantSuspended(TENANT, "Unpaid"),
            new TenantResumed(TENANT),
            new TenantQuotaSet(TENANT, null, new Quota(600)), new MemberLimited(TENANT, USER, null, List.of(CLIENT)),
            new TenantDeletionRequested(TENANT, WORKFLOW),
            new TenantDeleted(TENANT),
            new ClientCreated(CLIENT, "Globex", EUR, List.of("retail")),
            new ClientRenamed(CLIENT, "Globex", "Globex “Süd”"),
            new ClientCurrencySet(CLIENT, null, EUR),
            new ClientTagged(CLIENT, List.of(), List.of("retail", "dach")),
            new ClientArchived(CLIENT),
            new CampaignCreated(CAMPAIGN, "Autumn", "SEARCH", "GOOGLE_ADS", Objective.SALES, FLIGHT, BERLIN, TOTAL,
                    Pacing.EVEN, BIDDING, TARGETING, List.of("autumn"), CLIENT, CampaignId.of("cmp" + UUID_PART)),
            new CampaignRenamed(CAMPAIGN, "Autumn", "Fall"),
            new CampaignClassified(CAMPAIGN, new Classification("SEARCH", "GOOGLE_ADS", Objective.SALES),
                    new Classification("VIDEO", "META", Objective.AWARENESS)),
            new CampaignRescheduled(CAMPAIGN, new Schedule(FLIGHT, BERLIN), new Schedule(FLIGHT, ZoneId.of("UTC"))),
            new CampaignPacingSet(CAMPAIGN, new Pacing.Ahead(new BigDecimal("25")), CUSTOM),
            new CampaignBiddingSet(CAMPAIGN, null, BIDDING),
            new CampaignTargetingSet(CAMPAIGN, TARGETING, null),
            new CampaignTagged(CAMPAIGN, List.of("a"), List.of("a", "b")),
            new CampaignAssigned(CAMPAIGN, null, CLIENT),
            new CampaignBudgetSet(CAMPAIGN, TOTAL, DAILY, "Slower"),
            new CampaignFunded(CAMPAIGN, BUDGET, 7, euro("350.000001"), TOTAL, DAILY),
            new CampaignLaunched(CAMPAIGN),
            new CampaignPaused(CAMPAIGN, "Out of stock"),
            new CampaignResumed(CAMPAIGN),
            new CampaignEnded(CAMPAIGN, null),
            new CampaignArchived(CAMPAIGN),
            new BudgetOpened(BUDGET, "2026", EUR, CLIENT),
            new BudgetFunded(BUDGET, euro("9000000000000"), "Board"),
            new BudgetAllocated(BUDGET, MOVE, null),
            new BudgetReallocated(BUDGET, List.of(MOVE, new Move(CAMPAIGN, euro("-100"), euro("0"))), "Better there"),
            new BudgetReleased(BUDGET, MOVE, null),
            new AllocationTakenBack(BUDGET, MOVE, 3, "The campaign has ended"),
            new BudgetWithdrawn(BUDGET, euro("1"), null),
            new BudgetClosed(BUDGET, "Year's end"),
            new PerformanceReported(BATCH, Source.IMPORT, List.of(new Fact(CAMPAIGN, DAY, VALUES))),
            new PerformanceRestated(BATCH, Source.PLATFORM, List.of(new Restatement(CAMPAIGN, DAY, VALUES, VALUES))),
            new OutcomesReported(BATCH, Source.API, List.of(new Outcome("revenue", DAY, 7, EUR, null, new BigDecimal(
                    "2754371.666667")), new Outcome("visits", DAY, 1, null, BigDecimal.ONE, BigDecimal.TEN))),
            new FxRatesRecorded(BATCH, List.of(new FxRate(EUR, Currency.getInstance("USD"), DAY, null, new BigDecimal(
                    "1.0843"), "ECB"))),
            new WorkflowRequested(WORKFLOW, new DataImport(new Upload(FILE), Target.PERFORMANCE, MAPPING), WORKFLOW),
            new WorkflowStarted(WORKFLOW),
            new WorkflowProgressed(WORKFLOW, new Progress(40, "reading rows", 400L, 1_000L, new TreeMap<>(Map.of(
                    "errors", 0L)))),
            new WorkflowApprovalRequested(WORKFLOW, IMPORTED, "9f86d081"),
            new WorkflowApproved(WORKFLOW, "9f86d081", "Looks right"),
            new WorkflowRejected(WORKFLOW, "Wrong file"),
            new WorkflowCompleted(WORKFLOW, new ExportedFile(FILE, 180, 20_480, "9f86d081")),
            new WorkflowFailed(WORKFLOW, new Failure("unknown-file", "There is no such file", false)),
            new WorkflowCancellationRequested(WORKFLOW),
            new WorkflowCancelled(WORKFLOW));

    private EventSamples() {}

    private static Money euro(String amount) {
        return Money.of(amount, "EUR");
    }

    private static CampaignBudget budget(CampaignBudget.Type type, String amount) {
        return new CampaignBudget(type, euro(amount));
    }
}

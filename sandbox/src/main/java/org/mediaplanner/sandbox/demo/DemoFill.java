package org.mediaplanner.sandbox.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.sandbox.demo.DemoCampaign.Step;
import org.mediaplanner.sandbox.demo.DemoPlan.Entry;
import org.mediaplanner.sandbox.demo.DemoPlan.Ledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings the demo tenant to what the plan says. What is there is found by its name and goes on from its version, so
 * that a fill may stop anywhere and be done again: nothing is made twice, and what people have changed since stays.
 */
final class DemoFill {

    private final ProductApi api;
    private final DemoPlan plan;
    private final LocalDate today;
    private final Consumer<String> progress;
    private final Map<String, String> clientIds = new HashMap<>();
    private final Map<String, String> campaignIds = new HashMap<>();

    /** @param progress is told what is being done */
    DemoFill(ProductApi api, DemoPlan plan, LocalDate today, Consumer<String> progress) {
        this.api = api;
        this.plan = plan;
        this.today = today;
        this.progress = progress;
    }

    /** @throws ProductApi.Unexpected where the product refuses or does not answer; may be called again then */
    void run() {
        progress.accept("signing in");
        api.signIn();
        progress.accept("clients and campaigns");
        Map<String, JsonNode> campaigns = byName("/campaigns?limit=500");
        campaigns.putAll(byName("/campaigns?limit=500&status=ARCHIVED"));
        LocalDate firstFill = firstFill(campaigns);
        addClients();
        plan.campaigns().forEach(campaign -> addCampaign(campaign, campaigns.get(campaign.name()), firstFill));
        progress.accept("budgets");
        Map<String, JsonNode> ledgers = byName("/budgets?limit=500");
        plan.ledgers().forEach(ledger -> addLedger(ledger, ledgers.get(ledger.name())));
        new DemoFigures(api, plan, campaignIds, firstFill, today, progress).report();
        progress.accept("complete");
    }

    /** Today, unless the demo was filled before: then all days are counted from that day on. */
    private LocalDate firstFill(Map<String, JsonNode> campaigns) {
        JsonNode oldest = campaigns.get(plan.oldest().name());
        return oldest == null
                ? today
                : LocalDate.parse(oldest.path("startDate").asString()).minusDays(plan.oldest().start());
    }

    private Map<String, JsonNode> byName(String path) {
        Map<String, JsonNode> found = new HashMap<>();
        api.get(path).path("items").forEach(item -> found.put(item.path("name").asString(), item));
        return found;
    }

    private void addClients() {
        Map<String, JsonNode> clients = byName("/clients?limit=500");
        for (String name : plan.clients()) {
            JsonNode client = clients.get(name);
            if (client == null) {
                client = api.command("POST", "/clients", Map.of("name", name, "currency", "EUR", "tags", List.of()),
                        key("client", name), null);
            }
            clientIds.put(name, client.path("id").asString());
        }
    }

    private void addCampaign(DemoCampaign wanted, @Nullable JsonNode found, LocalDate firstFill) {
        JsonNode campaign = found;
        if (campaign == null) {
            campaign = api.command("POST", "/campaigns", draft(wanted, firstFill), key("campaign", wanted.name()),
                    null);
        }
        String id = campaign.path("id").asString();
        campaignIds.put(wanted.name(), id);
        // Created with version 1; every step adds one, and a later version means that all were taken.
        for (long version = campaign.path("version").asLong(); version <= wanted.steps().size(); version++) {
            Step step = wanted.steps().get((int) version - 1);
            api.command(step.method(), "/campaigns/" + id + step.path(), step.body(), key("step", id + version),
                    version);
        }
    }

    private Map<String, Object> draft(DemoCampaign wanted, LocalDate firstFill) {
        return Map.of("name", wanted.name(), "channel", wanted.channel(), "platform", wanted.platform(), "objective",
                wanted.objective(), "startDate", firstFill.plusDays(wanted.start()).toString(), "endDate",
                firstFill.plusDays(wanted.end()).toString(), "budget", wanted.budget(), "tags", wanted.tags(),
                "clientId", id(clientIds, wanted.client()));
    }

    private void addLedger(Ledger wanted, @Nullable JsonNode found) {
        JsonNode ledger = found;
        if (ledger == null) {
            Map<String, Object> draft = new HashMap<>(Map.of("name", wanted.name(), "currency", wanted.currency()));
            if (wanted.client() != null) {
                draft.put("clientId", id(clientIds, wanted.client()));
            }
            ledger = api.command("POST", "/budgets", draft, key("budget", wanted.name()), null);
        }
        String id = ledger.path("id").asString();
        for (long version = ledger.path("version").asLong(); version <= wanted.entries().size(); version++) {
            Entry entry = wanted.entries().get((int) version - 1);
            api.command("POST", "/budgets/" + id + "/" + entry.verb(), withIds(entry.body()), key("entry",
                    id + version), version);
        }
    }

    /** The plan's body, with the campaigns' ids where it has their names. */
    private JsonNode withIds(JsonNode body) {
        JsonNode copy = body.deepCopy();
        List<JsonNode> places = new ArrayList<>(List.of(copy));
        copy.path("moves").forEach(places::add);
        places.forEach(place -> {
            if (place instanceof ObjectNode object && object.has("campaignId")) {
                object.put("campaignId", id(campaignIds, object.path("campaignId").asString()));
            }
        });
        return copy;
    }

    private static String id(Map<String, String> ids, String name) {
        String id = ids.get(name);
        if (id == null) {
            throw new IllegalStateException("demo.json names " + name + " and does not describe it");
        }
        return id;
    }

    private static String key(String what, String name) {
        return "demo-" + what + "-" + name;
    }
}

package org.mediaplanner.gateway.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.commands.identity.FederatedIdentities;
import org.mediaplanner.gateway.testing.RunningApplication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that a caller in good faith would send: of the shape that the schema says, with its examples, ids that exist,
 * days about today and names that are not taken. What no schema can say stands in {@link #agree}.
 */
final class Values {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime());
    private static final double OPTIONAL = 0.4;

    private final ApiDocument api;
    private final Things things;
    private final Login login;
    private final String mark;
    private final Random random;
    /** What the request is about: its last form tells what goes with it. */
    private final @Nullable String subject;

    /** Who may log in, where a request asks for it. */
    record Login(String email, String password) {}

    /** @param mark stands in every name */
    Values(ApiDocument api, Things things, Login login, String mark, Random random, @Nullable String subject) {
        this.mark = mark;
        this.api = api;
        this.things = things;
        this.login = login;
        this.random = random;
        this.subject = subject;
    }

    /** A value for the property or parameter called {@code name}. */
    JsonNode of(JsonNode described, String name) {
        JsonNode schema = api.resolved(described);
        if (schema.has("oneOf")) {
            return of(schema.path("oneOf").get(random.nextInt(schema.path("oneOf").size())), name);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, ApiDocument.name(described));
            case "array" -> array(schema, name);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "integer" -> NODES.numberNode(1 + random.nextInt(20));
            case "number" -> NODES.numberNode(1 + random.nextInt(100));
            default -> NODES.stringNode(text(schema, name));
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString("string");
    }

    private JsonNode object(JsonNode schema, String name) {
        List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
        ObjectNode object = NODES.objectNode();
        schema.path("properties").forEachEntry((property, part) -> {
            if (required.contains(property) || random.nextDouble() < OPTIONAL) {
                object.set(property, of(part, property));
            }
        });
        agree(object, name);
        return object;
    }

    private JsonNode array(JsonNode schema, String name) {
        ArrayNode array = NODES.arrayNode();
        int size = 1 + random.nextInt(2);
        for (int i = 0; i < size; i++) {
            array.add(of(schema.path("items"), name));
        }
        return array;
    }

    private String text(JsonNode schema, String name) {
        String pattern = schema.path("pattern").asString("");
        if (pattern.matches("\\^[a-z]{3}_.*")) {
            return id(pattern.substring(1, 4), schema.path("example").asString());
        }
        if (pattern.startsWith("^-?\\d+")) {
            return Integer.toString(1 + random.nextInt(20));
        }
        String example = schema.path("example").asString(schema.path("default").asString(""));
        return switch (schema.path("format").asString("")) {
            case "date" -> day(name).toString();
            case "date-time" -> Instant.now().toString();
            case "binary" -> table();
            default -> plain(name, example);
        };
    }

    private String plain(String name, String example) {
        String known = things.textIn(subject, name);
        return switch (name) {
            case "email" -> "someone-" + mark + "-" + SERIAL.incrementAndGet() + "@example.com";
            case "name", "organization" -> (example.isEmpty() ? "Thing" : example) + " " + mark
                    + SERIAL.incrementAndGet();
            case "scopes" -> "campaigns:read";
            case "returnUrl" -> RunningApplication.instance().url() + "/";
            case "code" -> comeFromGoogle();
            // Changed to what it is: whoever logs in again still can.
            case "current", "new" -> login.password();
            case "minPosition" -> things.position() == null ? "1" : String.valueOf(things.position());
            case "after" -> "0";
            default -> {
                String any = name.endsWith("Id") ? things.some(random) : null;
                yield !example.isEmpty() ? example : any != null ? any : known != null ? known : "text";
            }
        };
    }

    /** What somebody whom nobody has seen before brings back from there. */
    private static String comeFromGoogle() {
        String subject = "somebody-" + SERIAL.incrementAndGet() + System.nanoTime();
        RunningApplication application = RunningApplication.instance();
        return application.bean(FederatedIdentities.class).codeFor(new Identity(application.issuer().url(), subject,
                subject + "@example.com", "Somebody"), "");
    }

    private String id(String prefix, String example) {
        String near = random.nextBoolean() ? things.seenIn(subject, prefix, random) : null;
        String any = near == null ? things.some(prefix, random) : near;
        return any == null ? example : any;
    }

    private LocalDate day(String name) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return switch (name) {
            case "from", "since", "startDate" -> today.minusDays(20L + random.nextInt(20));
            case "to", "until", "endDate" -> today.plusDays(random.nextInt(20));
            default -> today.minusDays(1L + random.nextInt(19));
        };
    }

    /** A file of rows in the columns that mappings name, or in those that are understood without one. */
    private String table() {
        StringBuilder rows = new StringBuilder(random.nextBoolean()
                ? "DATE,region,tv_S,revenue,text\n"
                : "Day,Campaign,Spend,Clicks,Revenue\n");
        for (int row = 0; row < 3; row++) {
            rows.append(day("date")).append(",Import " + mark).append(row).append(',').append(random.nextInt(90))
                    .append(
                            ".25,")
                    .append(random.nextInt(90)).append(',').append(random.nextInt(90)).append('\n');
        }
        return rows.toString();
    }

    /** A campaign that the ledger in question feeds, where it feeds any. */
    private String fed(String otherwise) {
        String fed = things.seenIn(subject, "cmp", random);
        return fed == null ? otherwise : fed;
    }

    private static ObjectNode euros(String amount) {
        return NODES.objectNode().put("amount", amount).put("currency", "EUR");
    }

    /** What the parts of a thing must have to do with each other, which its schema cannot say. */
    private void agree(ObjectNode object, String name) {
        switch (name) {
            case "Login" -> object.put("email", login.email()).put("password", login.password()).remove("tenantId");
            case "Pacing" -> {
                object.removeAll().put("mode", random.nextBoolean() ? "EVEN" : "AHEAD");
                if (object.path("mode").asString().equals("AHEAD")) {
                    object.put("percent", 10);
                }
            }
            case "Reallocation" -> {
                ArrayNode moves = object.putArray("moves");
                for (String amount : List.of("-1", "1")) {
                    ObjectNode move = moves.addObject().put("campaignId", fed(id("cmp", "")));
                    move.set("delta", euros(amount));
                }
            }
            case "CampaignAmount" -> object.put("campaignId", fed(object.path("campaignId").asString()))
                    .set("amount", euros(random.nextBoolean() ? "1" : "9"));
            case "GoogleExchange" -> object.put("organization", "Somebody's " + SERIAL.incrementAndGet());
            case "Fact" -> object.set("cost", euros("0.01"));
            case "ImportMapping" -> object.remove("dateFormat");
            default -> {
            }
        }
    }
}

package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** The documents are open to everyone, complete, and need no other host. */
class DocumentsTest {

    private static final Pattern LOADED = Pattern.compile("(?:src|href|spec-url)=\"([^\"]+)\"");
    private static final JsonNode API = Tenant.nobody().get("/openapi.json", "Accept", "text/html").is(200).json();

    @Test
    void parameters_are_documented_as_they_are_sent() {
        JsonNode parameters = Tenant.nobody().get("/openapi.json").is(200).json()
                .at("/paths/~1api~1v1~1analytics~1overview/get/parameters");
        assertThat(parameters.valueStream().map(parameter -> parameter.path("name").asString())).contains("currency",
                "from", "campaignId").noneMatch(name -> name.contains("."));
    }

    @Test
    void the_document_is_openapi_3_1_with_paths_in_full() {
        assertThat(API.path("openapi").asString()).startsWith("3.1");
        assertThat(API.path("paths").propertyNames()).allMatch(
                path -> path.startsWith("/api/v1/") || path.startsWith("/health") || path.equals("/metrics"));
        assertThat(API.path("paths").propertyNames()).contains("/api/v1/campaigns", "/api/v1/budgets/{id}/reallocate",
                "/api/v1/performance/import", "/health");
    }

    @Test
    void every_success_is_typed_through_and_through() {
        List<String> untyped = new ArrayList<>();
        operations((name, operation) -> operation.path("responses").forEachEntry((status, response) -> {
            if (!status.startsWith("2") || status.equals("204")) {
                return;
            }
            assertThat(response.path("content").isEmpty()).as(name).isFalse();
            response.path("content").forEachEntry(
                    (type, content) -> findUntyped(content.path("schema"), name, new HashSet<>(), untyped));
        }));
        assertThat(untyped).isEmpty();
    }

    @Test
    void every_operation_says_what_it_does_and_how_it_fails() {
        operations((name, operation) -> {
            assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
            assertThat(operation.path("operationId").asString("")).as(name).isNotBlank();
            assertThat(operation.at("/responses/503/content").propertyNames()).as(name)
                    .containsExactly("application/problem+json");
            assertThat(!name.contains("/admin/") || operation.path("responses").has("403")).as(name).isTrue();
            assertThat(operation.path("parameters").valueStream().map(p -> p.path("name").asString())).as(name)
                    .doesNotContain("value");
        });
        assertThat(API.at("/paths/~1api~1v1~1campaigns~1{id}/patch/responses").propertyNames())
                .contains("200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "503");
        assertThat(API.at("/components/schemas/Problem/properties").propertyNames()).contains("code", "requestId",
                "errors");
    }

    @Test
    void a_merge_patch_is_shown_as_what_it_changes() {
        assertThat(API.at("/components/schemas/CampaignPatch/properties/name/type").toString()).contains("string");
        assertThat(API.at("/components/schemas/CampaignDraft/required").valueStream().map(JsonNode::asString))
                .contains("name", "budget").doesNotContain("tags", "pacing");
    }

    @Test
    void what_can_be_null_is_said_so_under_the_name_that_it_has() {
        for (String place : List.of("FieldChange/properties/old", "FieldChange/properties/new",
                "DerivedMetrics/properties/cpm", "PageClient/properties/nextCursor", "PacingTotals/properties/pace")) {
            assertThat(API.at("/components/schemas/" + place + "/type").valueStream().map(JsonNode::asString))
                    .as(place).contains("null");
        }
        assertThat(API.at("/components/schemas/FieldChange/required").valueStream().map(JsonNode::asString))
                .contains("field", "old", "new");
    }

    @Test
    void each_operation_names_the_failures_that_a_caller_can_bring_about() {
        assertThat(API.at("/paths/~1api~1v1~1workflows~1{id}~1result/get/responses").propertyNames())
                .contains("200", "400", "401", "404", "406", "409", "422", "503");
        assertThat(API.at("/paths/~1api~1v1~1analytics~1overview/get/responses").propertyNames())
                .contains("400", "406", "422");
        assertThat(API.at("/paths/~1health/get/responses").propertyNames()).containsExactlyInAnyOrder("200", "400",
                "403", "503");
    }

    @Test
    void who_comes_to_the_door_is_led_to_the_documents() {
        assertThat(Tenant.nobody().get("//").is(302).header("Location")).isEqualTo("/api/docs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//api/docs", "//api/redoc"})
    void a_page_and_all_that_it_loads_come_from_here(String page) {
        Reply html = Tenant.nobody().get(page, "Accept", "application/json").is(200);
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(html.header("Content-Security-Policy")).startsWith("default-src 'none'").doesNotContain("http");

        Matcher loaded = LOADED.matcher(html.text());
        int count = 0;
        while (loaded.find()) {
            assertThat(loaded.group(1)).startsWith("/api/");
            Tenant.nobody().get("/" + loaded.group(1)).is(200);
            count++;
        }
        assertThat(count).isGreaterThanOrEqualTo(2);
    }

    private interface Visitor {

        void visit(String name, JsonNode operation);
    }

    private static void operations(Visitor visitor) {
        API.path("paths").forEachEntry((path, methods) -> methods
                .forEachEntry((method, operation) -> visitor.visit(method + " " + path, operation)));
    }

    private static void findUntyped(JsonNode schema, String where, Set<String> seen, List<String> untyped) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString().replaceFirst(".*/", "");
            if (seen.add(name)) {
                findUntyped(API.path("components").path("schemas").path(name), name, seen, untyped);
            }
            return;
        }
        boolean composed = schema.has("oneOf") || schema.has("anyOf") || schema.has("allOf");
        boolean emptyObject = schema.path("type").asString("").equals("object") && !schema.has("properties")
                && !schema.path("additionalProperties").isObject();
        if (emptyObject || (!schema.has("type") && !schema.has("enum") && !composed)) {
            untyped.add(where + ": " + schema);
        }
        schema.path("properties").forEachEntry(
                (name, property) -> findUntyped(property, where + "." + name, seen, untyped));
        if (schema.has("items")) {
            findUntyped(schema.path("items"), where + "[]", seen, untyped);
        }
        if (schema.path("additionalProperties").isObject()) {
            findUntyped(schema.path("additionalProperties"), where + ".*", seen, untyped);
        }
        for (String kind : List.of("oneOf", "anyOf", "allOf")) {
            schema.path(kind).forEach(part -> findUntyped(part, where, seen, untyped));
        }
    }
}

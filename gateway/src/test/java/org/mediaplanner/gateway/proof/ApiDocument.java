package org.mediaplanner.gateway.proof;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mediaplanner.gateway.testing.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document as the application gives it out. Every list of routes in these proofs is read from it. */
final class ApiDocument {

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private ApiDocument(JsonNode document) {
        this.document = document;
        document.path("paths").forEachEntry((path, methods) -> methods.forEachEntry((method,
                description) -> operations.add(new Operation(method.toUpperCase(Locale.ROOT), path, description))));
    }

    static ApiDocument read() {
        return new ApiDocument(Tenant.nobody().get("/openapi.json").is(200).json());
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** What {@code schema} refers to, or itself. */
    JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? resolved(document.at(schema.path("$ref").asString().substring(1))) : schema;
    }

    /** The name under which the document keeps {@code schema}, empty where it stands alone. */
    static String name(JsonNode schema) {
        return schema.path("$ref").asString("").replaceFirst(".*/", "");
    }

    /** Where {@code value} is not what {@code schema} says, in words. */
    List<String> breaches(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream().limit(3)
                .map(error -> error.getInstanceLocation() + " " + error.getMessage()).toList();
    }

    /** What a schema refers to must stand in the same document. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy().asObject();
        whole.set("components", document.path("components"));
        return registry.getSchema(whole);
    }
}

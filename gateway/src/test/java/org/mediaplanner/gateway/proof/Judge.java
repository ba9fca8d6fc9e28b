package org.mediaplanner.gateway.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mediaplanner.gateway.proof.Wire.Answer;
import tools.jackson.databind.JsonNode;

/** Holds an answer against what the OpenAPI document promises, and against what no answer may show. */
final class Judge {

    private static final String PROBLEM = "application/problem+json";
    private static final Pattern STACK = Pattern.compile("\\bat [\\w$.]+\\([\\w$]+\\.java|\\w+\\.java:\\d+");
    /** Names of classes, words of a driver: the inside of the program. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\b(?:java|javax|jdk|io|reactor|tools\\.jackson|com\\.fasterxml|org\\.(?:mediaplanner|springframework|"
                    + "postgresql|axonframework))(?:\\.[a-z]\\w*)+\\.[A-Z]\\w+|\\b[A-Z]\\w+(?:Exception|Error)\\b|SQLSTATE");
    /** What tells of the program itself to those who look after it: there the name of an exception is an answer. */
    private static final Pattern ABOUT_ITSELF = Pattern.compile("/metrics|/api/v1/admin/.*");

    private final ApiDocument api;

    Judge(ApiDocument api) {
        this.api = api;
    }

    /** What is wrong with {@code answer}; nothing where it is as promised. */
    List<String> complaints(Call call, Answer answer) {
        List<String> complaints = new ArrayList<>();
        Operation operation = call.operation;
        if (answer.status() >= 500) {
            complaints.add("fails with " + answer.status());
        }
        if (!operation.isDocumented(answer.status())) {
            complaints.add("the status " + answer.status() + " is not documented");
        }
        boolean aboutItself = ABOUT_ITSELF.matcher(operation.path()).matches();
        if (STACK.matcher(answer.text()).find() || (!aboutItself && INSIDE.matcher(answer.text()).find())) {
            complaints.add("the answer shows the inside");
        }
        if (answer.status() >= 400) {
            complaints.addAll(problem(answer));
        }
        if (operation.isDocumented(answer.status())) {
            complaints.addAll(body(operation, answer));
        }
        return complaints;
    }

    private List<String> body(Operation operation, Answer answer) {
        if (operation.isBodiless(answer.status())) {
            return answer.text().isEmpty() ? List.of() : List.of("a body that is not documented");
        }
        JsonNode schema = operation.answer(answer.status(), answer.type());
        if (schema.isMissingNode()) {
            // What was uploaded comes back as what it was said to be.
            boolean anyType = !operation.answer(answer.status(), "application/octet-stream").isMissingNode();
            return anyType ? List.of() : List.of("the type '" + answer.type() + "' is not documented");
        }
        return answer.type().endsWith("json") ? api.breaches(schema, answer.json()) : List.of();
    }

    private static List<String> problem(Answer answer) {
        JsonNode problem = answer.json();
        if (!answer.type().equals(PROBLEM)) {
            return List.of("a failure that is no problem document but '" + answer.type() + "'");
        }
        List<String> complaints = new ArrayList<>();
        if (problem.path("code").asString("").isBlank()) {
            complaints.add("a problem without a code");
        }
        if (problem.path("status").asInt() != answer.status()) {
            complaints.add("a problem that tells another status");
        }
        if (!problem.path("requestId").asString("").equals(answer.header("X-Request-Id"))
                || answer.header("X-Request-Id").isEmpty()) {
            complaints.add("a problem without the request's id");
        }
        return complaints;
    }
}

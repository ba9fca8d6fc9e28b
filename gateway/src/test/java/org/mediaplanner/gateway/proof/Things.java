package org.mediaplanner.gateway.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.proof.Wire.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a caller has come to know by being answered: ids, the versions and last forms of the things that bear them,
 * cursors and positions. Only the newest few of a kind are kept, so that things meet each other again.
 */
final class Things {

    static final Pattern ID = Pattern.compile(
            "([a-z]{3})_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final int KEPT = 12;
    private static final int TAKEN_OF_AN_ANSWER = 30;

    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, List<String>> names = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, JsonNode> forms = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private @Nullable String position;
    private final Predicate<String> foreign;

    Things() {
        this(id -> false);
    }

    /** @param foreign ids that are not to be kept, though they are shown */
    Things(Predicate<String> foreign) {
        this.foreign = foreign;
    }

    /** Takes in what {@code answer} tells. */
    synchronized void learn(Call call, Answer answer) {
        if (!answer.isSuccess() || !answer.type().equals("application/json")) {
            return;
        }
        JsonNode body = answer.json();
        Matcher found = ID.matcher(answer.text());
        for (int i = 0; i < TAKEN_OF_AN_ANSWER && found.find(); i++) {
            if (!foreign.test(found.group())) {
                keep(ids, found.group(1), found.group());
            }
        }
        String subject = body.path("id").asString("");
        if (!subject.isEmpty()) {
            forms.put(subject, body);
            if (!answer.header("ETag").isEmpty()) {
                versions.put(subject, answer.header("ETag"));
            }
        }
        for (String field : List.of("id", "name")) {
            body.path("items").forEach(item -> keep(names, call.operation.path() + " " + field,
                    item.path(field).asString("")));
        }
        if (body.path("nextCursor").isString()) {
            cursors.put(call.operation.path(), body.path("nextCursor").asString());
        }
        if (!answer.header("X-Event-Position").isEmpty()) {
            position = answer.header("X-Event-Position");
        }
    }

    private static void keep(Map<String, List<String>> kinds, String kind, String id) {
        List<String> known = kinds.computeIfAbsent(kind, k -> new ArrayList<>());
        if (!id.isEmpty() && !known.contains(id)) {
            known.add(id);
            if (known.size() > KEPT) {
                known.removeFirst();
            }
        }
    }

    /** Some id that begins with {@code prefix}. */
    synchronized @Nullable String some(String prefix, Random random) {
        return one(ids.getOrDefault(prefix, List.of()), random);
    }

    /** Some id of whatever kind. */
    synchronized @Nullable String some(Random random) {
        String kind = one(List.copyOf(ids.keySet()), random);
        return kind == null ? null : some(kind, random);
    }

    /** Some value for the placeholder {@code field} of a path, as the list in front of it showed them. */
    synchronized @Nullable String listed(String list, String field, Random random) {
        return one(names.getOrDefault(list + " " + field, List.of()), random);
    }

    /** Some id that begins with {@code prefix} and was last seen in {@code subject}. */
    synchronized @Nullable String seenIn(@Nullable String subject, String prefix, Random random) {
        List<String> seen = ID.matcher(form(subject).toString()).results().filter(id -> id.group(1).equals(prefix))
                .map(found -> found.group()).filter(foreign.negate()).toList();
        return one(seen, random);
    }

    /** What {@code subject} last showed as {@code field}, wherever in it. */
    synchronized @Nullable String textIn(@Nullable String subject, String field) {
        JsonNode found = form(subject).findValue(field);
        return found != null && found.isString() ? found.asString() : null;
    }

    private JsonNode form(@Nullable String subject) {
        return subject == null ? MissingNode.getInstance() : forms.getOrDefault(subject, MissingNode.getInstance());
    }

    /** The ETag that {@code subject} had when it was last seen. */
    synchronized @Nullable String version(@Nullable String subject) {
        return subject == null ? null : versions.get(subject);
    }

    synchronized @Nullable String cursor(String list) {
        return cursors.get(list);
    }

    synchronized @Nullable String position() {
        return position;
    }

    private static @Nullable String one(List<String> some, Random random) {
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }
}

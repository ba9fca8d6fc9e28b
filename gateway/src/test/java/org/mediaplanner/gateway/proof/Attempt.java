package org.mediaplanner.gateway.proof;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.proof.Wire.Answer;
import org.mediaplanner.gateway.testing.Tenant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One try to get at what another organisation has: the owner's request, the same with a stranger's token, and the
 * stranger's request about things that nobody has.
 */
record Attempt(Kind kind, Call owners, Call strangers, Call absent) {

    /** Where the other organisation's things are named. */
    enum Kind {
        PATH, BODY, FILTER, NOWHERE
    }

    /** What ids begin with, behind their kind, that nobody has. */
    static final String NOBODYS = "01980e0d-6b1c-7c3e-9f63-";

    private static final JsonMapper JSON = new JsonMapper();
    /** Of the request, or of the moment. */
    private static final List<String> PASSING = List.of("instance", "requestId", "knownAt");

    /** One party: who it is at the moment, what it knows, and the word that stands in all its names. */
    record Party(AtomicReference<Tenant> tenant, String tenantId, String userId, Things things, Requests requests,
            String mark) {

        String token() {
            return Objects.requireNonNull(tenant.get()).token();
        }

        /** Something was done that ended the session of {@code used}; many notice it, and one logs in anew. */
        void comeBack(@Nullable String used) {
            synchronized (tenant) {
                if (("Bearer " + token()).equals(used)) {
                    tenant.set(Objects.requireNonNull(tenant.get()).loggedIn());
                }
            }
        }
    }

    /**
     * The stranger's request with what a careless server would take for the one who asks: the owner's organisation
     * and user in headers that proxies and gateways are known to set.
     */
    List<Call> disguised(Party owner, Party stranger) {
        return List.of(disguised(stranger, Map.of("X-Tenant-Id", owner.tenantId(), "X-Organization-Id",
                owner.tenantId())), disguised(stranger,
                        Map.of("X-Forwarded-User", owner.userId(), "X-User-Id", owner
                                .userId(), "Cookie", "tenant=" + owner.tenantId() + "; user=" + owner.userId())));
    }

    private Call disguised(Party stranger, Map<String, String> headers) {
        Call again = again(strangers, stranger, UnaryOperator.identity());
        again.headers.putAll(headers);
        return again;
    }

    /** An attempt of {@code stranger} on {@code operation} of {@code owner}. */
    static Attempt of(Operation operation, Party owner, Party stranger, Random random) {
        Call owners = owner.requests().good(operation, owner.token(), random);
        owner.requests().written(owners);
        boolean inBody = !ids(String.valueOf(owners.json)).isEmpty();
        boolean inPath = owners.path.stream().anyMatch(place -> Things.ID.matcher(place).matches());
        boolean throughBody = inBody && (!inPath || random.nextInt(3) == 0);
        Set<String> foreign = ids(named(owners));
        Kind kind = throughBody ? Kind.BODY : inPath ? Kind.PATH : foreign.isEmpty() ? Kind.NOWHERE : Kind.FILTER;
        Call strangers = again(owners, stranger, text -> text.replace(owner.mark(), stranger.mark()));
        if (kind == Kind.BODY && inPath) {
            ownPath(strangers, stranger, random);
        }
        Call absent = again(strangers, stranger, text -> withoutOwner(text, foreign));
        // What was refused under a key can be asked for anew under it, but what was accepted cannot be varied.
        absent.headers.remove("Idempotency-Key");
        return new Attempt(kind, owners, strangers, absent);
    }

    /** Everywhere that a request names what it is about; a cursor only says how far a list has been read. */
    private static String named(Call call) {
        return call.path + " " + call.query.stream().filter(part -> !part.startsWith("cursor=")).toList() + call.json;
    }

    private static Call again(Call call, Party by, UnaryOperator<String> change) {
        Call again = new Call(call.operation);
        call.path.forEach(place -> again.path.add(change.apply(place)));
        call.query.forEach(part -> again.query.add(part.startsWith("cursor=") ? part : change.apply(part)));
        again.headers.putAll(call.headers);
        again.headers.put("Authorization", "Bearer " + by.token());
        JsonNode json = call.json;
        again.json = json == null ? null : JSON.readTree(change.apply(json.toString()));
        by.requests().written(again);
        return again;
    }

    /** The stranger's own thing in the place of the owner's: what is foreign then stands in the body alone. */
    private static void ownPath(Call call, Party stranger, Random random) {
        call.path.replaceAll(place -> {
            String own = stranger.things().some(place.substring(0, 3), random);
            String version = stranger.things().version(own);
            if (version != null && call.headers.containsKey("If-Match")) {
                call.headers.put("If-Match", version);
            }
            return own == null ? place : own;
        });
    }

    /** With ids that nobody has for those that the owner has. */
    private static String withoutOwner(String text, Set<String> foreign) {
        String changed = text;
        int number = 0;
        for (String id : foreign) {
            changed = changed.replace(id, id.substring(0, 4) + NOBODYS + "%012x".formatted(number++));
        }
        return changed;
    }

    static Set<String> ids(@Nullable String text) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher found = Things.ID.matcher(text == null ? "" : text);
        while (found.find()) {
            ids.add(found.group());
        }
        return ids;
    }

    /** What one answer must have in common with another that is about nothing. */
    static String essence(Answer answer) {
        if (answer.isSuccess() && !answer.type().equals("application/json")) {
            return answer.status() + " " + answer.type();
        }
        JsonNode body = answer.json();
        if (body.isObject()) {
            ObjectNode kept = body.deepCopy().asObject();
            PASSING.forEach(kept::remove);
            body = kept;
        }
        return answer.status() + " " + answer.header("ETag") + " " + Things.ID.matcher(body.toString())
                .replaceAll("$1_");
    }
}

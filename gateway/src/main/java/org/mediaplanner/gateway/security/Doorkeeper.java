package org.mediaplanner.gateway.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mediaplanner.commands.identity.ApiKeys;
import org.mediaplanner.commands.identity.ApiKeys.Holder;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.gateway.command.CommandGate;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets in who shows a token or a key, at every door alike, if they may act for their organisation at this moment. */
@Component
public class Doorkeeper {

    /** How long a key is taken for good without asking, and the precision of when it was last used. */
    private static final Duration KEPT = Duration.ofSeconds(1);
    /** A key that is used all day is noted once an hour and address. */
    private static final Duration NOTED = Duration.ofHours(1);
    private static final int REMEMBERED = 10_000;
    /** What never ends by itself is shown to end in a day; whoever holds it shows it again. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final StandingBoard board;
    private final CommandGate commandGate;
    private final Clock clock;
    private final SecurityTrail trail;
    /** Whose use was noted within the hour. */
    private final Cache<UUID, String> noted = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(NOTED)
            .build();
    private final AsyncCache<String, Optional<Holder>> holders = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .expireAfterWrite(KEPT).buildAsync();

    Doorkeeper(AccessTokens tokens, ApiKeys keys, StandingBoard board, CommandGate commandGate, Clock clock,
            SecurityTrail trail) {
        this.tokens = tokens;
        this.keys = keys;
        this.board = board;
        this.commandGate = commandGate;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * Who {@code bearer} speaks for; an {@link AuthenticationException} where that is nobody.
     *
     * @param address from which it came
     */
    public Mono<Member> admit(String bearer, String address) {
        Mono<Member> member = bearer.startsWith(ApiKeys.PREFIX)
                ? ofKey(bearer, address)
                : tokens.verify(bearer).flatMap(claimed -> board.standing(claimed.user(), claimed.tenant(),
                        claimed.session()).map(
                                now -> new Member(claimed.user(), claimed.tenant(), now.role(),
                                        claimed.expiresAt(), claimed.session(), null, now.clients())));
        return member.switchIfEmpty(Mono.error(Doorkeeper::refused));
    }

    private Mono<Member> ofKey(String key, String address) {
        return Mono.fromFuture(() -> holders.get(key, (text, executor) -> commandGate.through(() -> keys.use(text))
                .toFuture()), true).flatMap(Mono::justOrEmpty)
                .doOnNext(holder -> noteUse(holder, address))
                .flatMap(holder -> board.standing(holder.user(), holder.tenant(), null).map(now -> new Member(
                        holder.user(), holder.tenant(), now.role(), end(holder), null, Set.copyOf(holder.scopes()),
                        now.clients())));
    }

    private void noteUse(Holder holder, String address) {
        if (!address.equals(noted.asMap().put(holder.key(), address))) {
            trail.note(Kind.KEY_USED, holder.tenant(), holder.user(), address, "key " + holder.key());
        }
    }

    private Instant end(Holder holder) {
        Instant longest = clock.instant().plus(LONGEST);
        Instant end = Objects.requireNonNullElse(holder.expiresAt(), longest);
        return end.isBefore(longest) ? end : longest;
    }

    /** Completes when {@code member}'s token or key ends. */
    public Mono<Void> expires(Member member) {
        Duration left = Duration.between(clock.instant(), member.expiresAt());
        return Mono.delay(left.isNegative() ? Duration.ZERO : left).then();
    }

    /** Completes when {@code member} may no longer act, or may less or more than before. */
    public Mono<Void> losesStanding(Member member) {
        return board.ends(member);
    }

    /** Forgets what is remembered of keys: one of them was revoked. */
    public void keysChanged() {
        holders.synchronous().invalidateAll();
    }

    private static AuthenticationException refused() {
        return new BadCredentialsException("Nobody may act with this token");
    }
}

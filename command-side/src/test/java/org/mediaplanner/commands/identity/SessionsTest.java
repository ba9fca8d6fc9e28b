package org.mediaplanner.commands.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.identity.Sessions.Begun;
import org.mediaplanner.commands.identity.Sessions.Device;
import org.mediaplanner.commands.identity.Sessions.Listed;
import org.mediaplanner.commands.identity.Sessions.Refreshed;
import org.mediaplanner.commands.identity.Sessions.Refreshed.Renewed;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.commands.identity.Standings.Standing;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;

class SessionsTest {

    private static final Device PHONE = new Device("192.0.2.1", "Phone");

    private final Sessions sessions = CommandNode.context().getBean(Sessions.class);
    private final Standings standings = CommandNode.context().getBean(Standings.class);
    private final Caller owner = CommandNode.newTenant();
    private final UserId user = UserId.of(owner.actorId());

    private Begun begin() {
        return sessions.begin(user, owner.tenantId(), PHONE);
    }

    private Renewed renew(String token) {
        return (Renewed) sessions.refresh(token);
    }

    /** As if the grace were over. */
    private static void letGracePass(UUID session) {
        CommandNode.jdbc().sql("""
                UPDATE command_side.refresh_token SET consumed_at = consumed_at - interval '1 minute'
                 WHERE session_id = ?
                """).param(session).update();
    }

    @Test
    void each_token_leads_to_the_next() {
        Begun begun = begin();
        Renewed second = renew(begun.refreshToken());
        Renewed third = renew(second.refreshToken());
        assertThat(Stream.of(begun.refreshToken(), second.refreshToken(), third.refreshToken()))
                .doesNotHaveDuplicates();
        assertThat(third).extracting(Renewed::session, Renewed::user, Renewed::tenant)
                .containsExactly(begun.session(), user, owner.tenantId());
    }

    @Test
    void fifty_at_once_with_one_token_get_one_successor() throws Exception {
        Begun begun = begin();
        Callable<Refreshed> refresh = () -> sessions.refresh(begun.refreshToken());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Refreshed>> all = threads.invokeAll(Collections.nCopies(50, refresh));
            assertThat(all.stream().map(Future::resultNow).map(refreshed -> ((Renewed) refreshed).refreshToken())
                    .distinct()).hasSize(1);
        }
    }

    @Test
    void a_token_used_again_later_ends_its_session() {
        Begun begun = begin();
        Renewed second = renew(begun.refreshToken());
        letGracePass(begun.session());
        assertThat(sessions.refresh(begun.refreshToken())).isInstanceOf(Refreshed.Reused.class);
        assertThat(sessions.refresh(second.refreshToken())).isInstanceOf(Refreshed.Unknown.class);
        assertThat(sessions.refresh(begun.refreshToken())).isInstanceOf(Refreshed.Unknown.class);
        assertThat(standings.of(user, owner.tenantId(), begun.session())).isEmpty();
    }

    @Test
    void a_made_up_token_is_unknown_and_ends_nothing() {
        Begun begun = begin();
        assertThat(sessions.refresh("nothing")).isInstanceOf(Refreshed.Unknown.class);
        assertThat(renew(begun.refreshToken()).session()).isEqualTo(begun.session());
    }

    @Test
    void a_session_has_an_end_that_does_not_move() {
        Begun begun = begin();
        CommandNode.jdbc().sql("UPDATE command_side.session SET expires_at = now() WHERE session_id = ?")
                .param(begun.session()).update();
        assertThat(sessions.refresh(begun.refreshToken())).isInstanceOf(Refreshed.Unknown.class);
        assertThat(standings.of(user, owner.tenantId(), begun.session())).isEmpty();
    }

    @Test
    void one_session_or_all_others_are_ended_by_whose_they_are() {
        Begun one = begin();
        Begun two = begin();
        Begun three = begin();
        assertThat(sessions.list(user)).extracting(Listed::id)
                .containsExactlyInAnyOrder(one.session(), two.session(), three.session());
        assertThat(sessions.end(UserId.next(), one.session())).as("somebody else's").isFalse();
        assertThat(sessions.end(user, one.session())).isTrue();
        assertThat(sessions.end(user, one.session())).isFalse();
        assertThat(sessions.endAll(user, three.session())).containsExactly(two.session());
        assertThat(sessions.end(three.refreshToken())).contains(three.session());
        assertThat(sessions.list(user)).isEmpty();
        assertThat(standings.of(user, owner.tenantId())).contains(new Standing(Role.OWNER, null));
    }

    @Test
    void what_is_kept_of_a_token_opens_nothing() {
        Begun begun = begin();
        Renewed second = renew(begun.refreshToken());
        String kept = CommandNode.jdbc().sql("""
                SELECT string_agg(t::text, ' ') FROM command_side.refresh_token t WHERE session_id = ?
                """).param(begun.session()).query(String.class).single();
        assertThat(kept).doesNotContain(begun.refreshToken()).doesNotContain(second.refreshToken());
        assertThat(begun.toString() + second).doesNotContain(begun.refreshToken())
                .doesNotContain(second.refreshToken());
    }
}

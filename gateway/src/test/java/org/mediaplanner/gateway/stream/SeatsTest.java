package org.mediaplanner.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.problem.FaultException;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.stream.Seats.Seat;

class SeatsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Seats seats = new Seats(new StreamMeters(registry));
    private final TenantId tenant = TenantId.next();

    @Test
    void a_user_has_so_many_through_whatever_door_and_another_again_once_one_has_left() {
        Member member = member(tenant);
        List<Seat> taken = take(member, Seats.PER_USER);
        isRefused(member, "You have 100");
        assertThat(take(member(tenant), 1)).hasSize(1);

        taken.getFirst().leave();
        taken.getFirst().leave();
        take(member, 1);
        isRefused(member, "You have 100");
    }

    @Test
    void an_organisation_has_so_many_and_who_is_refused_for_that_keeps_their_own() {
        for (int user = 0; user < Seats.PER_TENANT / Seats.PER_USER; user++) {
            take(member(tenant), Seats.PER_USER);
        }
        Member late = member(tenant);
        for (int i = 0; i <= Seats.PER_USER; i++) {
            isRefused(late, "Your organisation has 2000");
        }
        take(member(TenantId.next()), Seats.PER_USER);
        take(new Member(late.userId(), TenantId.next(), Role.VIEWER, Instant.MAX, null, null, null), Seats.PER_USER);
        assertThat(registry.get("mediaplanner.stream.connections").gauges().stream().mapToDouble(g -> g.value()).sum())
                .isEqualTo(2_200);
    }

    private List<Seat> take(Member member, int count) {
        List<Seat> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(seats.take(member, i % 2 == 0 ? Door.SSE : Door.RSOCKET));
        }
        return taken;
    }

    private void isRefused(Member member, String said) {
        assertThatThrownBy(() -> seats.take(member, Door.SSE)).isInstanceOfSatisfying(FaultException.class,
                refused -> {
                    assertThat(refused.fault().code()).isEqualTo("too-many-streams");
                    assertThat(refused.fault().detail()).startsWith(said);
                });
    }

    private static Member member(TenantId tenant) {
        return new Member(UserId.next(), tenant, Role.PLANNER, Instant.MAX, null, null, null);
    }
}

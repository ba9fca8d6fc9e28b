package org.mediaplanner.eventstore.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.serialization.EventTypes;

class TokenCoverageTest {

    private static final EventSerializer SERIALIZER = new EventSerializer(new EventTypes(DomainEvent.types()));

    @Test
    void a_processor_that_has_not_begun_covers_nothing() {
        assertThat(TokenCoverage.parse(null, null).covers(1)).isFalse();
    }

    @Test
    void a_higher_token_does_not_cover_an_event_that_it_has_in_a_gap() {
        TokenCoverage coverage = stored(GapAwareTrackingToken.newInstance(7, Set.of(3L, 5L)));

        assertThat(coverage.covers(7)).isTrue();
        assertThat(coverage.covers(4)).isTrue();
        assertThat(coverage.covers(5)).isFalse();
        assertThat(coverage.covers(8)).isFalse();
    }

    @Property
    void it_agrees_with_the_token_that_was_stored(@ForAll @LongRange(min = 100, max = 200) long index,
            @ForAll @Size(max = 20) Set<@LongRange(min = 1, max = 99) Long> gaps,
            @ForAll @LongRange(min = 1, max = 250) long event) {
        assertThat(stored(GapAwareTrackingToken.newInstance(index, gaps)).covers(event)).isEqualTo(event <= index
                && !gaps.contains(event));
    }

    @Test
    void a_token_of_another_kind_is_refused() {
        String type = GlobalSequenceTrackingToken.class.getName();

        assertThatIllegalArgumentException().isThrownBy(() -> TokenCoverage.parse("{}".getBytes(UTF_8), type));
    }

    private static TokenCoverage stored(GapAwareTrackingToken token) {
        SerializedObject<byte[]> serialized = SERIALIZER.serialize(token, byte[].class);
        return TokenCoverage.parse(serialized.getData(), serialized.getType().getName());
    }
}

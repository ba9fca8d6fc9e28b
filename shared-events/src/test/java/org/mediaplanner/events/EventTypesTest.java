package org.mediaplanner.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    @Test
    void every_event_has_a_short_stable_name_of_its_own() {
        List<String> names = DomainEvent.types().stream().map(type -> type.getAnnotation(EventType.class))
                .peek(annotation -> assertThat(annotation).isNotNull()).map(EventType::value).toList();
        assertThat(names).hasSizeGreaterThan(30).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z-]+\\.[a-z-]+"));
    }

    @Test
    void every_event_is_a_record() {
        assertThat(DomainEvent.types()).allMatch(Class::isRecord);
    }
}

package org.mediaplanner.gateway.health;

import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;

/** Somebody who has to be asked for the figures that a scrape shows. */
interface Asked {

    /** The gauges, by their names, and what each shows. */
    Map<String, String> gauges();

    /** What they show now. May block; where it throws, all of them are absent until it answers again. */
    List<Figure> ask();

    /** A value of the gauge called {@code gauge}. */
    record Figure(String gauge, Number value, Tags tags) {

        static Figure of(String gauge, Number value, String... tags) {
            return new Figure(gauge, value, Tags.of(tags));
        }
    }
}

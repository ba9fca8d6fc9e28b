package org.mediaplanner.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event record is stored, for ever. Records may be renamed and moved; this name may not.
 * A change of shape that old rows do not have raises {@link #revision()} and brings an upcaster.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

    /** Aggregate and past participle, as {@code campaign.launched}. */
    String value();

    int revision() default 1;
}

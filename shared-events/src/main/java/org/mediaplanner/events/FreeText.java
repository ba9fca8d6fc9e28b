package org.mediaplanner.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text, or a list of texts, that people typed and that may therefore say something about a person: a name, a tag, a
 * reason, a comment, or a message that quotes one. It is stored encrypted with the tenant's key, and reads
 * {@link #ERASED} once that key was destroyed: no fold may depend on what it says.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface FreeText {

    /** What stands in the place of a text whose tenant's key was destroyed. */
    String ERASED = "[erased]";
}

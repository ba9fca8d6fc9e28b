package org.mediaplanner.gateway.input;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How large a body of a request record may be, where it is not {@link JsonBodies#USUAL_BYTES}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LargestBody {

    int bytes();
}

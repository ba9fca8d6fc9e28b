/** What a processor's token says about the events behind it. */
@NullMarked
package org.mediaplanner.eventstore.token;

import org.jspecify.annotations.NullMarked;

/** The event store: what happened, kept in the order in which it became readable. */
@NullMarked
package org.mediaplanner.eventstore;

import org.jspecify.annotations.NullMarked;

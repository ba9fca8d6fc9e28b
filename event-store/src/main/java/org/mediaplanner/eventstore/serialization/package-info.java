/** Events as JSON under names that never change. */
@NullMarked
package org.mediaplanner.eventstore.serialization;

import org.jspecify.annotations.NullMarked;

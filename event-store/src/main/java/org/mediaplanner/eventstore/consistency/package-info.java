/** Whether everything that was derived from the log says what the log says. */
@NullMarked
package org.mediaplanner.eventstore.consistency;

import org.jspecify.annotations.NullMarked;

/** What goes with an organisation that is deleted. */
@NullMarked
package org.mediaplanner.eventstore.erasure;

import org.jspecify.annotations.NullMarked;

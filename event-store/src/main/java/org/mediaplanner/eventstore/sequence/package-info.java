/** The tenants' own positions, 1, 2, 3 without gaps. */
@NullMarked
package org.mediaplanner.eventstore.sequence;

import org.jspecify.annotations.NullMarked;

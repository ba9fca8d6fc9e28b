/** The connection to Temporal, and what works on this node at its bidding. */
@NullMarked
package org.mediaplanner.sagas.temporal;

import org.jspecify.annotations.NullMarked;

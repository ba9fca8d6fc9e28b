/** A ledger allocates, the campaign follows, or what was allocated is taken back. */
@NullMarked
package org.mediaplanner.sagas.allocation;

import org.jspecify.annotations.NullMarked;

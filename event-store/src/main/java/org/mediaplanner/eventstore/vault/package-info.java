/** A key for each tenant, wrapped by a master key from outside: to keep secrets, and to have them forgotten. */
@NullMarked
package org.mediaplanner.eventstore.vault;

import org.jspecify.annotations.NullMarked;

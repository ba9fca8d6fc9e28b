@NullMarked
package org.mediaplanner.eventstore.vault;

import org.jspecify.annotations.NullMarked;

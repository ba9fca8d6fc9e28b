/** Events as rows: appended in one statement, read back without losing one. */
@NullMarked
package org.mediaplanner.eventstore.storage;

import org.jspecify.annotations.NullMarked;

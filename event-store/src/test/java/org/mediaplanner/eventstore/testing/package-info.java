/** What tests of every module need to stand on a real PostgreSQL. */
@NullMarked
package org.mediaplanner.eventstore.testing;

import org.jspecify.annotations.NullMarked;

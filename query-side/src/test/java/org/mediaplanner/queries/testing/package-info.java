/** What the tests of read models share. */
@NullMarked
package org.mediaplanner.queries.testing;

import org.jspecify.annotations.NullMarked;

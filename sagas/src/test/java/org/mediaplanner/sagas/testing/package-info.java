/** What tests of delegated work stand on. */
@NullMarked
package org.mediaplanner.sagas.testing;

import org.jspecify.annotations.NullMarked;

/** What is known of ledgers. */
@NullMarked
package org.mediaplanner.queries.budget;

import org.jspecify.annotations.NullMarked;

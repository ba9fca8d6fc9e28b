/** The log of everything that happened to a tenant, as it is shown and passed on. */
@NullMarked
package org.mediaplanner.queries.log;

import org.jspecify.annotations.NullMarked;

/** What queries must know of their tenant. */
@NullMarked
package org.mediaplanner.queries.tenant;

import org.jspecify.annotations.NullMarked;

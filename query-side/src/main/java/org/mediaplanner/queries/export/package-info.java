/** A tenant's data as rows, for whoever writes them to a file. */
@NullMarked
package org.mediaplanner.queries.export;

import org.jspecify.annotations.NullMarked;

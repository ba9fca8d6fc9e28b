/** Read models built anew beside the live ones, and changed for them. */
@NullMarked
package org.mediaplanner.queries.rebuild;

import org.jspecify.annotations.NullMarked;

/** How much anybody may ask in a time, so that nobody takes the others' share. */
@NullMarked
package org.mediaplanner.gateway.limit;

import org.jspecify.annotations.NullMarked;

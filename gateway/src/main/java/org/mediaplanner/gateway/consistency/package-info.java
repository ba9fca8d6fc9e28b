/** Comparisons across modules, and the ways to ask for all of them. */
@NullMarked
package org.mediaplanner.gateway.consistency;

import org.jspecify.annotations.NullMarked;

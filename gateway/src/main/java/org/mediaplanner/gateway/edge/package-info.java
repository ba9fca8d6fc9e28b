/** What stands between the internet and the operations: which doors there are, to whom they open, and what is said at each. */
@NullMarked
package org.mediaplanner.gateway.edge;

import org.jspecify.annotations.NullMarked;

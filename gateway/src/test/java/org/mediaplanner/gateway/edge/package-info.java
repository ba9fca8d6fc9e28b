@NullMarked
package org.mediaplanner.gateway.edge;

import org.jspecify.annotations.NullMarked;

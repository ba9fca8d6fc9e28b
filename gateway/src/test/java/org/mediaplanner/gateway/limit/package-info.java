@NullMarked
package org.mediaplanner.gateway.limit;

import org.jspecify.annotations.NullMarked;

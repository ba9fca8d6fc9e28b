/** What nodes tell each other through Redis. */
@NullMarked
package org.mediaplanner.gateway.redis;

import org.jspecify.annotations.NullMarked;

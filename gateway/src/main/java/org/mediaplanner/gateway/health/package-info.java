@NullMarked
package org.mediaplanner.gateway.health;

import org.jspecify.annotations.NullMarked;

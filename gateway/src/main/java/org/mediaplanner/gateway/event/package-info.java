@NullMarked
package org.mediaplanner.gateway.event;

import org.jspecify.annotations.NullMarked;

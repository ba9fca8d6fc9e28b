@NullMarked
package org.mediaplanner.events.tenant;

import org.jspecify.annotations.NullMarked;

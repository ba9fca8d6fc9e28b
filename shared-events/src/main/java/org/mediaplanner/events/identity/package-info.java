@NullMarked
package org.mediaplanner.events.identity;

import org.jspecify.annotations.NullMarked;

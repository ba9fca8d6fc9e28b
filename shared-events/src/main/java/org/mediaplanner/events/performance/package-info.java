@NullMarked
package org.mediaplanner.events.performance;

import org.jspecify.annotations.NullMarked;

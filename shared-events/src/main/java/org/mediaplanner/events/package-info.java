@NullMarked
package org.mediaplanner.events;

import org.jspecify.annotations.NullMarked;

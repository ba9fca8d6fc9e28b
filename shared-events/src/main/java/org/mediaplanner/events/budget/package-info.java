@NullMarked
package org.mediaplanner.events.budget;

import org.jspecify.annotations.NullMarked;

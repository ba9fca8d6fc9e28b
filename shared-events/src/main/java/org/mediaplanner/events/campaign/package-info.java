@NullMarked
package org.mediaplanner.events.campaign;

import org.jspecify.annotations.NullMarked;

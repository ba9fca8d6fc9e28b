@NullMarked
package org.mediaplanner.events.money;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.mediaplanner.events.client;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.mediaplanner.gateway.settings;

import org.jspecify.annotations.NullMarked;

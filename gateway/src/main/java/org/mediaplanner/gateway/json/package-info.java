@NullMarked
package org.mediaplanner.gateway.json;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.mediaplanner.gateway.query;

import org.jspecify.annotations.NullMarked;

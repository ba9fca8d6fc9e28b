@NullMarked
package org.mediaplanner.queries;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.mediaplanner.gateway.csv;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.mediaplanner.sagas.temporal;

import org.jspecify.annotations.NullMarked;

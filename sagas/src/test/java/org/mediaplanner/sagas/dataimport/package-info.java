@NullMarked
package org.mediaplanner.sagas.dataimport;

import org.jspecify.annotations.NullMarked;

/** Exports: a tenant's rows written to a file. */
@NullMarked
package org.mediaplanner.sagas.export;

import org.jspecify.annotations.NullMarked;

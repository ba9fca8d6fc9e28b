/** Imports: a file's rows as data, once what they would change is approved. */
@NullMarked
package org.mediaplanner.sagas.dataimport;

import org.jspecify.annotations.NullMarked;

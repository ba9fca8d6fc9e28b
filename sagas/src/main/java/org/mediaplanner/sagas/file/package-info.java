/** Files that tenants upload and download. */
@NullMarked
package org.mediaplanner.sagas.file;

import org.jspecify.annotations.NullMarked;

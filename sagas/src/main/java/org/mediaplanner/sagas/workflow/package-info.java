/** Long-running work: handed to Temporal, told about in events. */
@NullMarked
package org.mediaplanner.sagas.workflow;

import org.jspecify.annotations.NullMarked;

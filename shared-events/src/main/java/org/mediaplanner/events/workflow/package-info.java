/** What happens to pieces of long-running work. */
@NullMarked
package org.mediaplanner.events.workflow;

import org.jspecify.annotations.NullMarked;

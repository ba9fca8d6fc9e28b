/** Pieces of long-running work. */
@NullMarked
package org.mediaplanner.commands.workflow;

import org.jspecify.annotations.NullMarked;

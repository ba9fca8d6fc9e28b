/** Real servers, started and ended with the sandbox, whatever became of the run before. */
@NullMarked
package org.mediaplanner.sandbox.servers;

import org.jspecify.annotations.NullMarked;

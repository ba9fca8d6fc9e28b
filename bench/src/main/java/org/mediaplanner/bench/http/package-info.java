/** What is asked and told over HTTP, by callers outside of the process that answers. */
@NullMarked
package org.mediaplanner.bench.http;

import org.jspecify.annotations.NullMarked;

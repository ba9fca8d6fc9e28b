/** What it costs to know who is asking and to show them nothing else, and what the time of an answer gives away. */
@NullMarked
package org.mediaplanner.bench.identity;

import org.jspecify.annotations.NullMarked;

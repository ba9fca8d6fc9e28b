/** Whether what is configured makes sense, and how it is told where it does not: before anything is started. */
@NullMarked
package org.mediaplanner.gateway.settings;

import org.jspecify.annotations.NullMarked;

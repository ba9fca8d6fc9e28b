@NullMarked
package org.mediaplanner.commands.performance;

import org.jspecify.annotations.NullMarked;

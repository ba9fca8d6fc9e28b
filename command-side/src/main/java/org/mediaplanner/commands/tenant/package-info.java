@NullMarked
package org.mediaplanner.commands.tenant;

import org.jspecify.annotations.NullMarked;

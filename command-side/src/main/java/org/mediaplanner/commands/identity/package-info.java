@NullMarked
package org.mediaplanner.commands.identity;

import org.jspecify.annotations.NullMarked;

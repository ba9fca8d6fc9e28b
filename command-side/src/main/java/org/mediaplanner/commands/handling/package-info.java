@NullMarked
package org.mediaplanner.commands.handling;

import org.jspecify.annotations.NullMarked;

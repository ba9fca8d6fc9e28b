@NullMarked
package org.mediaplanner.commands.budget;

import org.jspecify.annotations.NullMarked;

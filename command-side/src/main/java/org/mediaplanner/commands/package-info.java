@NullMarked
package org.mediaplanner.commands;

import org.jspecify.annotations.NullMarked;

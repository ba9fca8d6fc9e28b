/** What those who look after the data must see. */
@NullMarked
package org.mediaplanner.gateway.admin;

import org.jspecify.annotations.NullMarked;

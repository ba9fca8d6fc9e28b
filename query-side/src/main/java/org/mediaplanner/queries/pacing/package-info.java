/** How a campaign's spend compares with its plan: pure arithmetic over a campaign, its daily spend and a day. */
@NullMarked
package org.mediaplanner.queries.pacing;

import org.jspecify.annotations.NullMarked;

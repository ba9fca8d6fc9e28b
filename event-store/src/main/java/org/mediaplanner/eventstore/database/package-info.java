/** The connection to PostgreSQL: roles, pools, migrations. */
@NullMarked
package org.mediaplanner.eventstore.database;

import org.jspecify.annotations.NullMarked;

package org.mediaplanner.queries.reading;

import java.util.List;

/** The handlers of a package. */
public interface QueryHandlers {

    List<QueryHandler<?, ?>> handlers();
}

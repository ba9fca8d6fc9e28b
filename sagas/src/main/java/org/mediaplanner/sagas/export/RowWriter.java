package org.mediaplanner.sagas.export;

import org.mediaplanner.queries.export.ExportTable.Row;

/** Writes rows to a file as they come; those of a group come together. */
interface RowWriter {

    void write(Row row);

    /** After the last row. */
    void finish();
}

package org.mediaplanner.sagas.file;

import java.time.Instant;
import org.mediaplanner.events.workflow.FileId;

/**
 * A file, all of which is there.
 *
 * @param sha256 of its bytes, in hexadecimal digits
 * @param pieces in how many it is stored
 */
public record StoredFile(FileId id, String name, String contentType, long bytes, String sha256, int pieces,
        Instant expiresAt) {

    static StoredFile of(FileId id, String name, String contentType, long bytes, String sha256, Instant expiresAt) {
        int pieces = Math.toIntExact((bytes + FileSink.PIECE - 1) / FileSink.PIECE);
        return new StoredFile(id, name, contentType, bytes, sha256, pieces, expiresAt);
    }
}

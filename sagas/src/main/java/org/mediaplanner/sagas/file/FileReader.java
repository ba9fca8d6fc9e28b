package org.mediaplanner.sagas.file;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands files to those who ask for them: to their tenant only, by row-level security. */
@Component
public class FileReader {

    private final TenantReader reader;

    FileReader(TenantReader reader) {
        this.reader = reader;
    }

    /** The finished file {@code id}; empty where {@code tenant} has none or it has expired. */
    public Mono<StoredFile> find(TenantId tenant, FileId id) {
        return reader.one(tenant, Sql.of("""
                SELECT file_id, name, content_type, bytes, sha256, expires_at FROM sagas.file
                 WHERE tenant_id = :tenant AND file_id = :id AND sha256 IS NOT NULL AND expires_at > now()
                """).bind("tenant", tenant.value()).bind("id", id.value()), FileReader::file);
    }

    /** Its bytes, piece by piece, the next when the one before is taken. */
    public Flux<byte[]> content(TenantId tenant, StoredFile file) {
        return Flux.range(0, file.pieces()).concatMap(piece -> reader.one(tenant, Sql.of("""
                SELECT content FROM sagas.file_piece WHERE tenant_id = :tenant AND file_id = :id AND piece = :piece
                """).bind("tenant", tenant.value()).bind("id", file.id().value()).bind("piece", piece),
                row -> Objects.requireNonNull(row.get("content", byte[].class))), 1);
    }

    private static StoredFile file(Readable row) {
        return StoredFile.of(FileId.of(Rows.text(row, "file_id")), Rows.text(row, "name"), Rows.text(row,
                "content_type"), Rows.number(row, "bytes"), Rows.text(row, "sha256"), Rows.instant(row, "expires_at"));
    }
}

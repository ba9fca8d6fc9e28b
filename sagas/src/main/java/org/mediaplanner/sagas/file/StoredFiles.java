package org.mediaplanner.sagas.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.sagas.SagasModule.SagasMigrated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Keeps files in the database, in pieces. Calls block. */
@Repository
public class StoredFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFiles.class);
    private static final Duration UNFINISHED = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final String FOUND = """
            SELECT file_id, name, content_type, bytes, sha256, expires_at FROM sagas.file
             WHERE tenant_id = ? AND file_id = ? AND sha256 IS NOT NULL AND expires_at > now()
            """;

    private final JdbcClient jdbc;

    StoredFiles(JdbcClient jdbc, SagasMigrated migrated) {
        this.jdbc = jdbc;
    }

    /** Begins a new file. One that is never finished is gone after a day, a finished one after seven. */
    public FileSink begin(TenantId tenant, String name, String contentType) {
        FileId id = FileId.next();
        jdbc.sql("""
                INSERT INTO sagas.file (file_id, tenant_id, name, content_type, expires_at)
                VALUES (?, ?, ?, ?, now() + ? * interval '1 second')
                """).params(id.value(), tenant.value(), name, contentType, UNFINISHED.toSeconds()).update();
        return new FileSink(this, id);
    }

    /** The finished file {@code id} of {@code tenant}; none of another tenant's. */
    public Optional<StoredFile> find(TenantId tenant, FileId id) {
        return jdbc.sql(FOUND).params(tenant.value(), id.value()).query((row, number) -> read(row)).optional();
    }

    /** Its bytes, read piece by piece. */
    @SuppressWarnings("JdkObsolete") // as the library wants it
    public InputStream open(TenantId tenant, StoredFile file) {
        Iterator<InputStream> pieces = IntStream.range(0, file.pieces())
                .<InputStream>mapToObj(piece -> new ByteArrayInputStream(piece(tenant, file.id(), piece))).iterator();
        Enumeration<InputStream> inOrder = new Enumeration<>() {

            @Override
            public boolean hasMoreElements() {
                return pieces.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return pieces.next();
            }
        };
        return file.pieces() == 0 ? InputStream.nullInputStream() : new SequenceInputStream(inOrder);
    }

    /** One piece, from 0 on. */
    public byte[] piece(TenantId tenant, FileId id, int piece) {
        return jdbc.sql("SELECT content FROM sagas.file_piece WHERE tenant_id = ? AND file_id = ? AND piece = ?")
                .params(tenant.value(), id.value(), piece).query((row, number) -> row.getBytes("content")).single();
    }

    /** As if it had never been begun. */
    public void discard(FileId id) {
        jdbc.sql("DELETE FROM sagas.file WHERE file_id = ?").param(id.value()).update();
    }

    void store(FileId id, int piece, byte[] content) {
        jdbc.sql("""
                INSERT INTO sagas.file_piece (file_id, tenant_id, piece, content)
                SELECT file_id, tenant_id, ?, ? FROM sagas.file WHERE file_id = ?
                """).params(piece, content, id.value()).update();
    }

    StoredFile finish(FileId id, long bytes, String sha256) {
        return jdbc.sql("""
                UPDATE sagas.file SET bytes = ?, sha256 = ?, expires_at = now() + ? * interval '1 second'
                 WHERE file_id = ? RETURNING file_id, name, content_type, bytes, sha256, expires_at
                """).params(bytes, sha256, KEPT.toSeconds(), id.value()).query((row, number) -> read(row)).single();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void removeExpired() {
        int removed = jdbc.sql("DELETE FROM sagas.file WHERE expires_at <= now()").update();
        if (removed > 0) {
            LOG.info("{} expired files are removed", removed);
        }
    }

    private static StoredFile read(ResultSet row) throws SQLException {
        return StoredFile.of(FileId.of(row.getString("file_id")), row.getString("name"), row.getString("content_type"),
                row.getLong("bytes"), row.getString("sha256"), row.getObject("expires_at", OffsetDateTime.class)
                        .toInstant());
    }

    /** How much {@code tenant} has stored. */
    public long bytes(TenantId tenant) {
        return jdbc.sql("SELECT coalesce(sum(bytes), 0)::bigint FROM sagas.file WHERE tenant_id = ?")
                .param(tenant.value()).query(Long.class).single();
    }
}

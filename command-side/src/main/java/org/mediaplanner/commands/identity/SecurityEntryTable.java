package org.mediaplanner.commands.identity;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Entries in PostgreSQL, written many at a time. */
@Service
class SecurityEntryTable implements SecurityEntries {

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final JdbcClient jdbc;

    SecurityEntryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void keep(Collection<Entry> entries) {
        jdbc.sql("""
                INSERT INTO command_side.security_entry (entry_id, at, tenant_id, user_id, kind, address, detail)
                SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    ON CONFLICT DO NOTHING
                """)
                .params(column(entries, entry -> entry.id().toString()),
                        column(entries, entry -> entry.at().toString()),
                        column(entries, entry -> text(entry.tenant())), column(entries, entry -> text(entry.user())),
                        column(entries, entry -> entry.kind().name()), column(entries, Entry::address),
                        column(entries, Entry::detail))
                .update();
    }

    private static @Nullable String[] column(Collection<Entry> entries, Function<Entry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    @Override
    public List<Entry> list(@Nullable TenantId tenant, @Nullable UUID before, int limit) {
        String own = tenant == null ? "" : "AND tenant_id = ? ";
        JdbcClient.StatementSpec query = jdbc.sql("""
                SELECT entry_id, at, tenant_id, user_id, kind, address, detail FROM command_side.security_entry
                 WHERE entry_id < ?
                """ + own + "ORDER BY entry_id DESC LIMIT ?").param(Objects.requireNonNullElse(before, LAST));
        return (tenant == null ? query : query.param(tenant.value())).param(limit)
                .query((row, number) -> new Entry(row.getObject("entry_id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC).toInstant(),
                        id(row.getString("tenant_id"), TenantId::of), id(row.getString("user_id"), UserId::of),
                        Kind.valueOf(row.getString("kind")), row.getString("address"), row.getString("detail")))
                .list();
    }

    private static <T> @Nullable T id(@Nullable String text, Function<String, T> read) {
        return text == null ? null : read.apply(text);
    }

    @Scheduled(fixedDelayString = "PT6H")
    void forget() {
        jdbc.sql("DELETE FROM command_side.security_entry WHERE at < now() - interval '1 year'").update();
    }
}

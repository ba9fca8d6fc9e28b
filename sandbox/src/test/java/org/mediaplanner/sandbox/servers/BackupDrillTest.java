package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.sandbox.servers.Caller.Reply;
import org.mediaplanner.sandbox.servers.DayOfWork.Moment;
import org.mediaplanner.sandbox.servers.Planner.Told;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;

/**
 * What docs/operations.md promises: after a day of work the machine is lost with everything on it, and the day is
 * brought back from the backup and the archive, wholly or up to a moment.
 */
class BackupDrillTest {

    private static final String STARTED = "Ctrl-C ends everything";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path home;

    private static Place place;
    private static RedisServer redis;
    private static TemporalServer temporal;
    private static ServerBackup backup;
    private static Caller caller;
    private static DayOfWork day;

    @BeforeAll
    static void a_day_of_work_and_its_end() throws Exception {
        place = Place.in(Files.createDirectory(home.resolve(".sandbox")));
        SandboxSettings settings = new SandboxSettings(place.directory(), place.httpPort(), place.rsocketPort(), place
                .postgresPort(), place.redisPort(), place.temporalPort(), 0, false);
        redis = new RedisServer(settings);
        temporal = TemporalServer.of(settings);
        backup = new ServerBackup(place, settings.postgres(), home.resolve("backup"));
        caller = new Caller(place);
        try (SandboxProcess servers = SandboxProcess.start(place).ready()) {
            backup.archiveFromNextStart();
            servers.terminate();
        }
        try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says(STARTED)) {
            Files.copy(signingKey(), home.resolve("jwt.pem"));
            Files.copy(masterKey(), home.resolve("master.key"));
            day = DayOfWork.spend(place, caller, backup, sandbox::kill);
        }
        the_machine_is_lost();
    }

    @AfterEach
    void the_machine_is_lost_again() {
        the_machine_is_lost();
    }

    private static void the_machine_is_lost() {
        redis.stop();
        temporal.endLeftover();
        backup.disaster(place.directory());
    }

    @AfterAll
    static void end() {
        caller.close();
    }

    @Test
    void from_backup_and_archive_everything_that_was_acknowledged_comes_back_and_goes_on() throws Exception {
        backup.restore();
        try (SandboxProcess servers = restored()) {
            assertThat(missing(day.end().told())).isEmpty();
            assertThat(openWork()).contains(day.openExport(), day.openImport());
            servers.terminate();
        }
        Files.copy(home.resolve("jwt.pem"), signingKey());
        Files.copy(home.resolve("master.key"), masterKey());
        try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says(STARTED)) {
            caller.hold(day.token());
            assertThat(caller.get("/api/v1/auth/me").status()).as("with a token of before").isEqualTo(200);
            day.end().answers().areStillGiven(caller, day.end().position());
            day.planner().wereTaken(day.end().told());
            goesOn(day.end());
            assertThat(day.latecomer().logIn().status()).isEqualTo(200);
            sandbox.kill();
        }
    }

    @Test
    void up_to_a_moment_what_came_later_is_gone_and_whoever_knows_of_it_is_told() throws Exception {
        backup.restoreUntil(day.then().time());
        try (SandboxProcess servers = restored()) {
            List<Told> told = day.end().told();
            List<Told> lost = told.subList(day.then().told().size(), told.size());
            assertThat(missing(told)).containsExactlyElementsOf(lost.stream().map(Told::position).toList());
            servers.terminate();
        }
        Files.copy(home.resolve("master.key"), masterKey());
        // Signed with a new key: the old one's tokens speak for people and organisations that are no more, too.
        try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says(STARTED)) {
            caller.hold(day.token());
            assertThat(caller.get("/api/v1/auth/me").status()).as("with a token of before").isEqualTo(401);
            assertThat(day.latecomer().logIn().status()).isEqualTo(401);
            assertThat(day.planner().logIn().status()).isEqualTo(200);
            day.then().answers().areStillGiven(caller, day.then().position());
            whoeverKnowsOfItIsTold();
            day.planner().wereTaken(day.then().told());
            goesOn(day.then());
            sandbox.kill();
        }
    }

    /** The checks of the others can fail. */
    @Test
    void without_the_last_piece_of_the_archive_it_is_seen_what_is_lost() throws Exception {
        backup.restoreWithoutLastPiece();
        try (SandboxProcess servers = restored()) {
            assertThat(missing(day.end().told())).isNotEmpty().hasSizeLessThan(day.end().told().size());
            servers.terminate();
        }
    }

    /** The servers alone, once the archive has been read: a restored server answers before that. */
    private static SandboxProcess restored() {
        SandboxProcess servers = SandboxProcess.start(place).ready();
        assertThat(Processes.becomes(() -> place.ask("SELECT pg_is_in_recovery()").equals("f"), PATIENCE)).isTrue();
        return servers;
    }

    /** Whoever comes with what they have of the lost hour gets a clear answer. */
    private static void whoeverKnowsOfItIsTold() {
        assertThat(caller.get("/api/v1/campaigns/" + day.mistake()).status()).isEqualTo(404);
        // Open work goes on by itself, and its events take the numbers of lost ones: "false" until then, "true" after.
        Reply behind = caller.get("/api/v1/campaigns?minPosition=" + day.end().position());
        assertThat(behind.status()).isEqualTo(200);
        assertThat(behind.header("X-Caught-Up")).isIn("true", "false");
        for (String path : List.of("/api/v1/events?after=", "/api/v1/events/stream?after=")) {
            Reply ahead = caller.get(path + day.end().answers().head());
            assertThat(ahead.status()).as(ahead.text()).isEqualTo(400);
            assertThat(ahead.json().path("code").asString()).isEqualTo("position-unknown");
        }
    }

    /** Open work, processes, projections, positions and streams take up where the log ends. */
    private static void goesOn(Moment before) throws Exception {
        Planner planner = day.planner().knowing(before.told());
        planner.exportIsWhole(day.openExport());
        planner.approves(day.openImport());
        planner.allocates(planner.fundsLedger("New pool"), 2, planner.creates("After the restore"), "10.00", "10.00");
        long from = before.answers().head();
        long to = Answers.of(caller, planner.lastPosition()).head();
        assertThat(caller.follow("/api/v1/events/stream?after=" + from, (int) (to - from)))
                .isEqualTo(LongStream.rangeClosed(from + 1, to).boxed().toList());
        assertThat(place.ask("SELECT count(*) FROM event_store.domain_event FULL JOIN event_store.tenant_log "
                + "USING (tenant_id, global_index) WHERE position IS NULL OR event_id IS NULL")).isEqualTo("0");
        assertThat(place.ask("SELECT count(*) FROM (SELECT FROM event_store.tenant_log GROUP BY tenant_id "
                + "HAVING max(position) <> count(*)) AS torn")).isEqualTo("0");
    }

    /** Positions that were acknowledged and are not in the log. */
    private static List<Long> missing(List<Told> told) {
        String positions = told.stream().map(one -> Long.toString(one.position())).collect(Collectors.joining(","));
        String found = place.ask("SELECT coalesce(string_agg(position::text, ',' ORDER BY position), '') FROM unnest('{"
                + positions + "}'::bigint[]) AS position WHERE NOT EXISTS (SELECT FROM event_store.domain_event "
                + "WHERE global_index = position)");
        return Stream.of(found.split(",")).filter(text -> !text.isEmpty()).map(Long::valueOf).toList();
    }

    private static List<String> openWork() {
        return List.of(place.ask("SELECT string_agg(workflow_id, ',') FROM sagas.open_work").split(","));
    }

    private static Path masterKey() {
        return place.directory().resolve("master.key");
    }

    private static Path signingKey() {
        return place.directory().resolve("jwt.pem");
    }
}

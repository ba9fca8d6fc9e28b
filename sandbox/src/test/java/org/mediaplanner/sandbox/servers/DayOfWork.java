package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.mediaplanner.sandbox.servers.Planner.Told;
import org.mediaplanner.sandbox.servers.Planner.Writing;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;

/**
 * A day in the life of an installation, with a base backup in the middle of it.
 *
 * @param token of the planner's
 * @param latecomer registered after {@code then}
 * @param openExport cannot write its file, so that it is open both then and at the end
 * @param openImport waits for approval
 * @param mistake a campaign created right after {@code then}
 */
record DayOfWork(Planner planner, String token, Planner latecomer, Moment then, Moment end, String openExport,
        String openImport,
        String mistake) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What stood at one moment.
     *
     * @param time by the server's clock
     * @param told all that was acknowledged until then
     */
    record Moment(String time, Answers answers, List<Told> told) {

        private static Moment now(Place place, Caller caller, Planner planner) {
            List<Told> told = planner.told();
            Answers answers = Answers.of(caller, planner.lastPosition());
            return new Moment(place.ask("SELECT clock_timestamp()"), answers, told);
        }

        /** The highest X-Event-Position that was acknowledged. */
        long position() {
            return told.stream().mapToLong(Told::position).max().orElseThrow();
        }
    }

    /** Works until all of it is in the archive; what is open then has to be lost at once, or it ends. */
    static DayOfWork spend(Place place, Caller caller, ServerBackup backup, Runnable atTheEnd)
            throws SQLException, IOException {
        Planner planner = Planner.register(caller);
        planner.logIn();
        planner.tell("POST", "/clients", "{\"name\": \"Northwind\", \"currency\": \"EUR\"}");
        planner.tell("PUT", "/fx-rates",
                "{\"items\": [{\"from\": \"USD\", \"to\": \"EUR\", \"date\": \"2026-01-02\", \"rate\": \"0.92\"}]}");
        String campaign = planner.creates("First");
        planner.tell("POST", "/campaigns/" + campaign + "/launch", "", "If-Match", "\"1\"");
        String ledger = planner.fundsLedger("Pool");
        planner.allocates(ledger, 2, campaign, "1234.56", "1234.56");
        planner.reports(campaign, 30);
        planner.exportIsWhole(planner.asksForExport());
        try (Writing _ = planner.writes()) {
            planner.acknowledged(4);
            backup.take(() -> planner.acknowledged(6));
            planner.acknowledged(4);
        }
        String openImport = planner.proposesImport();
        // What fills the demo tenant beside all this would otherwise do so again after the restore.
        assertThat(Processes.becomes(() -> caller.get("/health/demo").text().contains("\"UP\""), PATIENCE)).isTrue();

        try (Connection connection = place.connect("postgres"); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE sagas.file IN SHARE ROW EXCLUSIVE MODE");
            String openExport = planner.asksForExport();
            planner.becomes(openExport, "RUNNING");
            Moment then = Moment.now(place, caller, planner);

            String mistake = planner.creates("Created by mistake");
            planner.allocates(ledger, 3, campaign, "2000.00", "3234.56");
            planner.reports(campaign, 35);
            IntStream.range(0, 20).forEach(i -> planner.creates("Later " + i));
            Planner latecomer = Planner.register(caller);
            Moment end = Moment.now(place, caller, planner);
            backup.archiveIsComplete();
            atTheEnd.run();
            return new DayOfWork(planner, caller.token(), latecomer, then, end, openExport, openImport, mistake);
        }
    }
}

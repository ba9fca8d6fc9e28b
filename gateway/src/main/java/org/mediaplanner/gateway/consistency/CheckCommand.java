package org.mediaplanner.gateway.consistency;

import java.io.PrintStream;
import java.time.Duration;
import org.mediaplanner.eventstore.EventStoreModule;
import org.mediaplanner.eventstore.consistency.ConsistencyRun;
import org.mediaplanner.eventstore.consistency.ConsistencyRun.State;
import org.mediaplanner.eventstore.consistency.ConsistencyRunner;
import org.mediaplanner.eventstore.consistency.ConsistencyRuns;
import org.mediaplanner.eventstore.consistency.Finding;
import org.mediaplanner.eventstore.consistency.Finding.Difference;
import org.mediaplanner.queries.QuerySideModule;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** {@code check}: compares everything with the log and says what it found. No door is opened, no event handled. */
public final class CheckCommand {

    /** What stands on the command line. */
    public static final String NAME = "check";

    private static final int PASSED = 0;
    private static final int DIFFERS = 1;
    private static final int NOT_CHECKED = 2;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private CheckCommand() {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({TransactionAutoConfiguration.class, JacksonAutoConfiguration.class})
    @Import({EventStoreModule.class, QuerySideModule.class, DecidingChecks.class, ActingChecks.class})
    static class Checking {}

    /**
     * Runs it.
     *
     * @param settings further arguments
     * @return the exit code: 0 where all is as the log says, 1 where something is not, 2 where that could not be told
     */
    public static int run(String[] settings, PrintStream out) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Checking.class)
                .web(WebApplicationType.NONE)
                .properties("mediaplanner.processors.start=false", "mediaplanner.consistency.every=PT0S")
                .run(settings)) {
            return run(context, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_CHECKED;
        } catch (RuntimeException e) {
            out.println("It could not be checked: " + e.getMessage());
            return NOT_CHECKED;
        }
    }

    /** Where a node makes the run before this can, what that finds is printed as it comes. */
    private static int run(ConfigurableApplicationContext context, PrintStream out) throws InterruptedException {
        ConsistencyRuns runs = context.getBean(ConsistencyRuns.class);
        ConsistencyRunner runner = context.getBean(ConsistencyRunner.class);
        ConsistencyRun run = runs.begin("command line");
        int printed = 0;
        while (run.state() == State.RUNNING) {
            if (runner.runHere(finding -> print(finding, out)).isPresent()) {
                run = runs.find(run.id()).orElseThrow();
            } else {
                Thread.sleep(PAUSE);
                run = runs.find(run.id()).orElseThrow();
                run.findings().stream().skip(printed).forEach(finding -> print(finding, out));
                printed = run.findings().size();
            }
        }
        out.printf("%s: %s, %d differences%n", run.id(), run.state(), run.differences());
        return switch (run.state()) {
            case PASSED -> PASSED;
            case FAILED -> DIFFERS;
            case INCOMPLETE, RUNNING -> NOT_CHECKED;
        };
    }

    private static void print(Finding finding, PrintStream out) {
        out.printf("%-32s %,12d rows, %d differences%s%s%n", finding.check(), finding.examined(),
                finding.differences(),
                finding.unchecked() == 0 ? "" : ", %d organisations too busy".formatted(finding.unchecked()),
                finding.failure() == null ? "" : ", not checked: " + finding.failure());
        for (Difference difference : finding.shown()) {
            out.printf("    %s%n        the log: %s%n        here:    %s%n", difference.key(), difference.expected(),
                    difference.found());
        }
    }
}

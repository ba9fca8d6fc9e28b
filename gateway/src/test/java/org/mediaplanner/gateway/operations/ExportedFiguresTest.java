package org.mediaplanner.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.operations.Scrape.Sample;
import org.mediaplanner.gateway.testing.Tenant;

/** What is exported is what {@code docs/observability.md} says. */
class ExportedFiguresTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root"), "docs", "observability.md");
    private static final Pattern NAME = Pattern.compile("`([a-z0-9_]+)`");
    private static final String OURS = "mediaplanner_";

    @BeforeAll
    static void something_is_done() {
        Tenant tenant = Tenant.register();
        tenant.post("/clients", "{\"name\": \"Measured\"}").is(201);
        tenant.post("/clients", "{\"name\": \"Measured\"}").isProblem(409, "name-taken");
        String export = "/workflows/" + tenant.post("/workflows/export",
                "{\"what\": \"PERFORMANCE\", \"format\": \"CSV\"}").is(202).at("/workflowId");
        await().atMost(Duration.ofSeconds(20)).until(() -> tenant.get(export).at("/status").equals("COMPLETED"));
    }

    @Test
    void the_page_names_all_of_our_figures_and_none_that_is_not_there() throws Exception {
        Set<String> named = named();
        Scrape scrape = Scrape.fresh();

        assertThat(named.stream().filter(name -> name.startsWith(OURS)))
                .containsExactlyInAnyOrderElementsOf(scrape.types().stream().filter(name -> name.startsWith(OURS))
                        .toList());
        assertThat(scrape.types()).containsAll(named);
    }

    @Test
    void what_became_of_a_command_is_counted_by_its_kind_and_the_code_of_its_refusal() throws Exception {
        assertThat(commands(Scrape.fresh()))
                .anyMatch(sample -> sample.label("outcome").equals("ok") && sample.value() >= 1)
                .anyMatch(sample -> sample.label("outcome").equals("refused")
                        && sample.label("code").equals("name-taken"));
    }

    private static Stream<Sample> commands(Scrape scrape) {
        return scrape.samples().stream().filter(sample -> sample.name().equals("mediaplanner_command_seconds_count"))
                .filter(sample -> sample.label("command").equals("CreateClient"));
    }

    @Test
    void no_label_holds_an_id() throws Exception {
        assertThat(Scrape.fresh().text())
                .doesNotContainPattern("[\"_/=](ten|usr|cli|cmp|bud|wfl|fil|dlt)_[0-9a-zA-Z]{8}");
    }

    private static Set<String> named() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> NAME.matcher(cell).results()).map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

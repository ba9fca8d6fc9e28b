package org.mediaplanner.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.operations.Alerts.Alert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the rules ask for nothing that is not exported, and say what to do. */
class OperationsFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));

    @Test
    void each_panel_of_the_dashboard_asks_for_what_is_exported() throws Exception {
        ExportedFiguresTest.something_is_done();
        Set<String> exported = Scrape.fresh().names();
        JsonNode panels = JsonMapper.shared().readTree(ROOT.resolve("ops/grafana/media-planner.json").toFile())
                .path("panels");

        Set<String> asked = new TreeSet<>();
        for (JsonNode panel : panels) {
            if (panel.path("type").asString().equals("row")) {
                continue;
            }
            assertThat(panel.path("targets").size()).as(panel.path("title").asString()).isPositive();
            for (JsonNode target : panel.path("targets")) {
                Set<String> names = NamesInQuestions.of(target.path("expr").asString());
                assertThat(names).as(target.path("expr").asString()).isNotEmpty().isSubsetOf(exported);
                asked.addAll(names);
            }
        }
        assertThat(exported.stream().filter(name -> name.startsWith("mediaplanner_"))
                .filter(name -> !name.matches(".*_(active_seconds_(count|sum)|max)"))).as("nothing of ours is left out")
                .isSubsetOf(asked);
    }

    @Test
    void each_rule_asks_for_what_is_exported_and_leads_to_a_section_that_says_what_to_do() throws Exception {
        ExportedFiguresTest.something_is_done();
        Set<String> exported = Scrape.fresh().names();
        Set<String> sections = sections();

        assertThat(Alerts.all()).hasSizeGreaterThan(15).allSatisfy(alert -> {
            assertThat(new Expression(alert.expression())).hasToString(alert.expression());
            assertThat(NamesInQuestions.of(alert.expression())).isNotEmpty()
                    .isSubsetOf(exported);
            assertThat(alert.severity()).isIn("critical", "warning", "info");
            assertThat(alert.lasting()).matches("\\d+[sm]");
            assertThat(alert.summary()).isNotBlank();
            assertThat(alert.runbook()).startsWith("docs/observability.md#");
            assertThat(sections).contains(alert.runbook().substring(alert.runbook().indexOf('#') + 1));
        });
        assertThat(Alerts.all().stream().map(Alert::name)).doesNotHaveDuplicates();
    }

    @Test
    void what_is_asked_in_another_language_is_refused() {
        assertThatThrownBy(() -> new Expression("histogram_quantile(0.9, x) > 1")).hasMessageContaining("language");
        assertThatThrownBy(() -> new Expression("mediaplanner_log_head")).hasMessageContaining("language");
        assertThat(NamesInQuestions.of("topk(8, sum by (a, b) (rate(x_total{c=\"d\"}[$__rate_interval])) / y) > 1"))
                .containsExactly("x_total", "y");
    }

    private static Set<String> sections() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/observability.md")).stream().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}

package org.mediaplanner.gateway.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** The rules in {@code ops/prometheus/alerts.yml}. */
final class Alerts {

    private static final Path FILE = Path.of(System.getProperty("project.root"), "ops", "prometheus", "alerts.yml");

    private Alerts() {}

    /** @param lasting how long it must hold before anybody is told */
    record Alert(String name, String expression, String lasting, String severity, String summary, String runbook) {

        boolean fires(List<Scrape> history) {
            return new Expression(expression).holds(history);
        }
    }

    static List<Alert> all() {
        try {
            List<Alert> alerts = new ArrayList<>();
            for (Object group : list(map(new Yaml().load(Files.readString(FILE))), "groups")) {
                list(map(group), "rules").forEach(rule -> alerts.add(alert(map(rule))));
            }
            return alerts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Alert named(String name) {
        return all().stream().filter(alert -> alert.name.equals(name)).findAny().orElseThrow();
    }

    private static Alert alert(Map<?, ?> rule) {
        return new Alert(text(rule, "alert"), text(rule, "expr"), text(rule, "for"), text(map(rule.get("labels")),
                "severity"), text(map(rule.get("annotations")), "summary"),
                text(map(rule.get("annotations")),
                        "runbook"));
    }

    private static String text(Map<?, ?> map, String key) {
        return String.valueOf(Objects.requireNonNull(map.get(key), key));
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return (List<?>) Objects.requireNonNull(map.get(key), key);
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}

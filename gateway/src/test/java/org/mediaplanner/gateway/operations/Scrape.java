package org.mediaplanner.gateway.operations;

import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mediaplanner.gateway.testing.Tenant;

/**
 * What {@code /metrics} said at a moment.
 *
 * @param types the names after {@code # TYPE}
 */
record Scrape(Instant at, Set<String> types, List<Sample> samples, String text) {

    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Duration FRESH = Duration.ofMillis(550);

    record Sample(String name, Map<String, String> labels, double value) {

        /** As everywhere in Prometheus, a label that is not there is empty. */
        String label(String label) {
            return labels.getOrDefault(label, "");
        }
    }

    /** What it says now: what was asked for a moment ago is left to grow old first. */
    static Scrape fresh() throws InterruptedException {
        Thread.sleep(FRESH);
        return now();
    }

    /** What it says now, or has just been answered. */
    static Scrape now() {
        return of(Tenant.nobody().get("//metrics").is(200).text());
    }

    static Scrape of(String text) {
        Set<String> types = text.lines().filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2]).collect(toCollection(TreeSet::new));
        List<Sample> samples = text.lines().filter(line -> !line.startsWith("#")).map(Scrape::sample).toList();
        return new Scrape(Instant.now(), types, samples, text);
    }

    private static Sample sample(String line) {
        Matcher parts = SAMPLE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(line);
        }
        Map<String, String> labels = new TreeMap<>();
        if (parts.group(2) != null) {
            Matcher label = LABEL.matcher(parts.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
    }

    /** The names that a question may name. */
    Set<String> names() {
        return samples.stream().map(Sample::name).collect(toCollection(TreeSet::new));
    }

    /** As {@code this}, where every sample called {@code name} is {@code value}. */
    Scrape with(String name, double value) {
        List<Sample> changed = new ArrayList<>();
        for (Sample sample : samples) {
            changed.add(sample.name.equals(name) ? new Sample(name, sample.labels, value) : sample);
        }
        return new Scrape(at, types, changed, text);
    }

    Scrape later(Duration by) {
        return new Scrape(at.plus(by), types, samples, text);
    }
}

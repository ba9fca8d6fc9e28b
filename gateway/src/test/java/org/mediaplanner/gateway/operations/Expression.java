package org.mediaplanner.gateway.operations;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.operations.Scrape.Sample;

/**
 * A question of an alerting rule, in as much of Prometheus' language as the rules keep to: a selector, {@code rate} of
 * one, {@code sum} or {@code max} of either with or without {@code by}, the ratio of two of these, compared with a
 * number; or {@code absent} of a selector. Anything else is no expression.
 */
final class Expression {

    private static final String SELECTOR = "[a-z_][a-z0-9_]*(?:\\{[^}]*})?";
    private static final String SERIES = "(?:rate\\(" + SELECTOR + "\\[\\d+m]\\)|" + SELECTOR + ")";
    private static final String SIDE = "(?:(?:sum|max)(?: by \\([a-z_, ]+\\) |)\\(" + SERIES + "\\)|" + SERIES + ")";
    private static final Pattern ABSENT = Pattern.compile("absent\\((" + SELECTOR + ")\\)");
    private static final Pattern COMPARED = Pattern.compile("(" + SIDE + ")(?: / (" + SIDE + "))? (>|<|==) ([0-9.]+)");
    private static final Pattern AGGREGATED = Pattern
            .compile("(sum|max)(?: by \\(([a-z_, ]+)\\) |)\\((" + SERIES + ")\\)");
    private static final Pattern RATE = Pattern.compile("rate\\((" + SELECTOR + ")\\[(\\d+)m]\\)");
    private static final Pattern MATCH = Pattern.compile("([a-z_]+)(=~|=|!=)\"([^\"]*)\"");

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final String text;

    Expression(String text) {
        if (!ABSENT.matcher(text).matches() && !COMPARED.matcher(text).matches()) {
            throw new IllegalArgumentException("Not in the language of the rules: " + text);
        }
        this.text = text;
    }

    /** Whether it has an answer behind {@code history}, whose last scrape is now. */
    boolean holds(List<Scrape> history) {
        Matcher absent = ABSENT.matcher(text);
        if (absent.matches()) {
            return select(absent.group(1), history.getLast()).isEmpty();
        }
        Matcher compared = COMPARED.matcher(text);
        if (!compared.matches()) {
            throw new IllegalStateException(text);
        }
        Map<Map<String, String>, Double> values = new HashMap<>(side(compared.group(1), history));
        if (compared.group(2) != null) {
            Map<Map<String, String>, Double> divisors = side(compared.group(2), history);
            values.keySet().retainAll(divisors.keySet());
            values.replaceAll((labels, value) -> value / divisors.getOrDefault(labels, Double.NaN));
        }
        double limit = Double.parseDouble(compared.group(4));
        DoublePredicate comparison = switch (compared.group(3)) {
            case ">" -> value -> value > limit;
            case "<" -> value -> value < limit;
            default -> value -> value == limit;
        };
        return values.values().stream().anyMatch(comparison::test);
    }

    private static Map<Map<String, String>, Double> side(String side, List<Scrape> history) {
        Matcher aggregated = AGGREGATED.matcher(side);
        if (!aggregated.matches()) {
            return series(side, history);
        }
        Set<String> by = aggregated.group(2) == null
                ? Set.of()
                : Set.copyOf(Arrays.asList(aggregated.group(2).split(", ", -1)));
        boolean sum = aggregated.group(1).equals("sum");
        Map<Map<String, String>, Double> all = new HashMap<>();
        series(aggregated.group(3), history).forEach((labels, value) -> {
            Map<String, String> kept = new HashMap<>(labels);
            kept.keySet().retainAll(by);
            all.merge(kept, value, sum ? Double::sum : Math::max);
        });
        return all;
    }

    private static Map<Map<String, String>, Double> series(String series, List<Scrape> history) {
        Matcher rate = RATE.matcher(series);
        if (!rate.matches()) {
            return select(series, history.getLast());
        }
        Scrape last = history.getLast();
        Duration window = Duration.ofMinutes(Long.parseLong(rate.group(2)));
        Map<Map<String, String>, Double> rates = new HashMap<>();
        Map<Map<String, String>, Double> now = select(rate.group(1), last);
        for (Scrape then : history.reversed()) {
            double seconds = Duration.between(then.at(), last.at()).toNanos() / NANOS;
            if (seconds > 0 && seconds <= window.toSeconds()) {
                // From where a series is first seen: it has no rate before, however high it begins.
                select(rate.group(1), then).forEach((labels, value) -> {
                    if (now.containsKey(labels)) {
                        rates.put(labels, (now.getOrDefault(labels, value) - value) / seconds);
                    }
                });
            }
        }
        return rates;
    }

    private static Map<Map<String, String>, Double> select(String selector, Scrape scrape) {
        int brace = selector.indexOf('{');
        String name = brace < 0 ? selector : selector.substring(0, brace);
        List<Matcher> conditions = brace < 0 ? List.of() : conditions(selector.substring(brace));
        Map<Map<String, String>, Double> found = new HashMap<>();
        scrape.samples().stream().filter(sample -> sample.name().equals(name))
                .filter(sample -> conditions.stream().allMatch(condition -> meets(sample, condition)))
                .collect(groupingBy(Sample::labels))
                .forEach((labels, same) -> found.put(labels, same.getLast().value()));
        return found;
    }

    private static List<Matcher> conditions(String braces) {
        List<Matcher> conditions = new ArrayList<>();
        for (String condition : braces.substring(1, braces.length() - 1).split(",", -1)) {
            Matcher parts = MATCH.matcher(condition.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException(condition);
            }
            conditions.add(parts);
        }
        return conditions;
    }

    private static boolean meets(Sample sample, Matcher condition) {
        @Nullable
        String wanted = condition.group(3);
        String value = sample.label(String.valueOf(condition.group(1)));
        return switch (String.valueOf(condition.group(2))) {
            case "=" -> value.equals(wanted);
            case "!=" -> !value.equals(wanted);
            default -> value.matches(String.valueOf(wanted));
        };
    }

    @Override
    public String toString() {
        return text;
    }
}

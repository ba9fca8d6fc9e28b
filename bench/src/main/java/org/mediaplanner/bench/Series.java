package org.mediaplanner.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one variant. Every figure is the median over the rounds. */
public final class Series {

    private final String name;
    private final List<Round> rounds = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    void add(Round round) {
        rounds.add(round);
    }

    public String name() {
        return name;
    }

    public double perSecond() {
        return median(Round::perSecond);
    }

    public double millis(double percentile) {
        return median(round -> round.millis(percentile));
    }

    public double slowest() {
        return rounds.stream().mapToDouble(Round::perSecond).min().orElseThrow();
    }

    public double fastest() {
        return rounds.stream().mapToDouble(Round::perSecond).max().orElseThrow();
    }

    private double median(ToDoubleFunction<Round> figure) {
        return Medians.of(rounds.stream().mapToDouble(figure).toArray());
    }
}

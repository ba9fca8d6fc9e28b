package org.mediaplanner.bench;

import java.util.Arrays;

/** The middle one of a few figures. */
public final class Medians {

    private Medians() {}

    /** @throws IllegalArgumentException where there are none */
    public static double of(double... figures) {
        if (figures.length == 0) {
            throw new IllegalArgumentException("No figures");
        }
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

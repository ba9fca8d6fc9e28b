package org.mediaplanner.bench;

import org.HdrHistogram.Histogram;

/** What one round of one variant came to. */
public record Round(double perSecond, Histogram nanos) {

    double millis(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}

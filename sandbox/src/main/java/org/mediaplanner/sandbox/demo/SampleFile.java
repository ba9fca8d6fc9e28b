package org.mediaplanner.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A file such as an advertiser sends: what was spent on each channel in a week, and what was earned. Always the same,
 * so that what the tour shows of it can be compared.
 */
final class SampleFile {

    static final String NAME = "weekly-media.csv";

    private static final long SEED = 7;
    private static final LocalDate FIRST_MONDAY = LocalDate.of(2024, 1, 1);
    private static final int WEEKS = 104;
    private static final double YEAR = 52.18;

    private static final List<Channel> CHANNELS = List.of(new Channel("search_spend", 4_200, 0.10, 9_500),
            new Channel("social_spend", 3_100, 0.18, 5_200), new Channel("video_spend", 2_400, 0.35, 3_100),
            new Channel("ooh_spend", 1_800, 0.60, 1_400));

    private SampleFile() {}

    /**
     * @param usual spend in a week
     * @param swing how far weeks differ from it
     * @param brings revenue at twice the usual spend less than twice this: it saturates
     */
    private record Channel(String column, double usual, double swing, double brings) {}

    /** Writes the file into {@code directory}, over an older one. */
    static void write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(NAME), content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String content() {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder csv = new StringBuilder("week");
        CHANNELS.forEach(channel -> csv.append(',').append(channel.column()));
        csv.append(",revenue\n");
        for (int week = 0; week < WEEKS; week++) {
            double season = 1 + 0.15 * StrictMath.cos(2 * Math.PI * (week - 49) / YEAR);
            double revenue = 18_000 * season;
            csv.append(FIRST_MONDAY.plusWeeks(week));
            for (Channel channel : CHANNELS) {
                double spend = channel.usual() * season * (1 + channel.swing() * (2 * random.nextDouble() - 1));
                revenue += 2 * channel.brings() * spend / (spend + channel.usual());
                csv.append(',').append(cents(spend));
            }
            csv.append(',').append(cents(revenue * (0.97 + 0.06 * random.nextDouble()))).append('\n');
        }
        return csv.toString();
    }

    private static String cents(double amount) {
        long cents = Math.round(amount * 100);
        return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
    }
}

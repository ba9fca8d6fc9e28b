package org.mediaplanner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with a place for each measurement, marked {@code <!-- name -->} … {@code <!-- /name -->}. */
final class Report {

    private final Path page;

    Report(Path page) {
        this.page = page;
    }

    /** Puts {@code chapter} in its place. */
    void write(String name, String chapter) throws IOException {
        System.out.printf("%n== %s%n%s%n", name, chapter);
        String begin = "<!-- " + name + " -->";
        String end = "<!-- /" + name + " -->";
        String text = Files.readString(page);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException("%s has no place for %s".formatted(page, name));
        }
        Files.writeString(page,
                text.substring(0, from) + begin + "\n" + chapter.strip() + "\n" + text.substring(to));
    }
}

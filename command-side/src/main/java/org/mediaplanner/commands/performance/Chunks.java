package org.mediaplanner.commands.performance;

import java.util.List;
import java.util.stream.IntStream;

/** A list cut into lists of a bounded size. */
final class Chunks {

    private Chunks() {}

    static <T> List<List<T>> of(List<T> list, int size) {
        return IntStream.iterate(0, from -> from < list.size(), from -> from + size)
                .mapToObj(from -> List.copyOf(list.subList(from, Math.min(from + size, list.size())))).toList();
    }
}

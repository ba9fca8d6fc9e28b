package org.mediaplanner.gateway.input;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.Fault.Place;
import org.springframework.http.HttpStatus;

/** Collects everything that is wrong with a request, so that its sender hears of all of it at once. */
public final class Findings {

    private static final int SHOWN = 1_000;

    private final Map<String, Place> places = new LinkedHashMap<>();
    private boolean malformed;
    private @Nullable Pattern rows;

    /** What is found inside of the list {@code name} is told by the row's index and its field there. */
    void rowsIn(String name) {
        rows = Pattern.compile(Pattern.quote(name) + "\\[(\\d+)]\\.(.+)");
    }

    /** {@code field} does not have the shape that is asked for: the answer will be 400. */
    public void malformed(String field, String message) {
        malformed = true;
        places.putIfAbsent(field, place(field, message));
    }

    /** {@code field} is well-formed and breaks a rule: the answer will be 422 unless something is malformed. */
    public void broken(String field, String message) {
        places.putIfAbsent(field, place(field, message));
    }

    void found(String field, Unfit unfit) {
        if (unfit.malformed()) {
            malformed(field, unfit.text());
        } else {
            broken(field, unfit.text());
        }
    }

    /** Ends the request if anything was found. */
    public void orContinue() {
        if (places.isEmpty()) {
            return;
        }
        List<Place> shown = places.values().stream().limit(SHOWN).toList();
        Fault fault = malformed
                ? Fault.malformed("The request is malformed in " + places.size() + " place(s)", shown)
                : Fault.of(HttpStatus.valueOf(422), "invalid", "The request breaks " + places.size() + " rule(s)")
                        .naming(shown);
        throw (places.size() > SHOWN ? fault.ofAltogether(places.size()) : fault).raised();
    }

    private Place place(String field, String message) {
        Matcher row = rows == null ? null : rows.matcher(field);
        return row != null && row.matches()
                ? new Place(null, Integer.valueOf(row.group(1)), row.group(2), message)
                : Place.of(field, message);
    }
}

package org.mediaplanner.gateway.problem;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What went wrong, as far as a caller may know it.
 *
 * @param code stable name of the reason
 * @param errors the places of the request that are to blame
 * @param errorsTotal how many there are, where {@code errors} names only the first of them
 * @param headers that the answer carries beside the document
 */
public record Fault(HttpStatus status, String code, String detail, List<Place> errors, @Nullable Integer errorsTotal,
        Map<String, String> headers) {

    /**
     * One place of a request.
     *
     * @param line of a file, the header being line 1
     * @param index of a row in a list of rows
     * @param field path such as {@code moves[1].delta}
     */
    @Schema(name = "ProblemPlace")
    public record Place(@Nullable Integer line, @Nullable Integer index, String field, String message) {

        public static Place of(String field, String message) {
            return new Place(null, null, field, message);
        }
    }

    public static Fault of(HttpStatus status, String code, String detail) {
        return new Fault(status, code, detail, List.of(), null, Map.of());
    }

    /** What {@code failure} means to the caller; a defect of this program where nothing else is known. */
    public static Fault behind(Throwable failure) {
        Fault fault = Faults.of(failure);
        return fault == null ? internal() : fault;
    }

    private static Fault internal() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal",
                "Something went wrong here; the request id helps to find out what");
    }

    /** The request itself is malformed. */
    public static Fault malformed(String detail, List<Place> errors) {
        return of(HttpStatus.BAD_REQUEST, "malformed", detail).naming(errors);
    }

    public static Fault malformed(String field, String message) {
        return malformed("The request is malformed", List.of(Place.of(field, message)));
    }

    public static Fault notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is nothing here");
    }

    public Fault naming(List<Place> errors) {
        return new Fault(status, code, detail, List.copyOf(errors), errorsTotal, headers);
    }

    public Fault ofAltogether(int errorsTotal) {
        return new Fault(status, code, detail, errors, errorsTotal, headers);
    }

    public Fault with(String header, String value) {
        return new Fault(status, code, detail, errors, errorsTotal, Map.of(header, value));
    }

    /** The same may succeed after {@code seconds}. */
    public Fault retryAfter(long seconds) {
        return with(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    public FaultException raised() {
        return new FaultException(this);
    }
}

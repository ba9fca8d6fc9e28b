package org.mediaplanner.gateway.problem;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Commands.KeyInUse;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.queries.analytics.RateMissing;
import org.mediaplanner.queries.log.PositionUnknown;
import org.mediaplanner.queries.reading.BadCursor;
import org.mediaplanner.queries.rebuild.Rebuilds.WrongState;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Says what any failure means to the caller. The one place where this is decided. */
final class Faults {

    private static final long STORE_RETRY_SECONDS = 2;
    private static final String OUT_OF_RANGE = "22003";
    /** As Java's own exact arithmetic says it. */
    private static final Pattern OVERFLOW = Pattern.compile("(?i)overflow|out of \\w+ range");
    private static final int PLACES_SHOWN = 1_000;

    private Faults() {}

    /** The fault behind {@code failure}; {@code null} where it is a defect of this program. */
    static @Nullable Fault of(Throwable failure) {
        return switch (failure) {
            case FaultException e -> e.fault();
            case Refusal e -> refused(e);
            case KeyInUse e -> Fault.of(HttpStatus.CONFLICT, "idempotency-key-in-use", text(e)).retryAfter(1);
            case KeyReused e ->
                Fault.of(HttpStatus.valueOf(422), "idempotency-key-reused", text(e));
            case AuthenticationException _ -> unauthenticated();
            case AccessDeniedException _ ->
                Fault.of(HttpStatus.FORBIDDEN, "forbidden", "Your role does not allow this");
            case ResponseStatusException e -> ofStatus(e);
            case BadCursor e -> Fault.malformed("cursor", text(e));
            case PositionUnknown e -> Fault.of(HttpStatus.BAD_REQUEST, "position-unknown", text(e));
            case WrongState e -> Fault.of(HttpStatus.CONFLICT, e.code(), text(e));
            case RateMissing e -> Fault.of(HttpStatus.valueOf(422), "rate-missing", text(e));
            case DecodingException _ -> Fault.malformed("The body cannot be read", List.of());
            default -> ofCauses(failure);
        };
    }

    static Fault unauthenticated() {
        return Fault.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "A valid bearer token is needed")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static Fault refused(Refusal refusal) {
        HttpStatus status = switch (refusal.kind()) {
            case ABSENT -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case RULE -> HttpStatus.valueOf(422);
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
        };
        List<Violation> violations = refusal.violations();
        Fault fault = Fault.of(status, refusal.code(), text(refusal)).naming(violations.stream().limit(PLACES_SHOWN)
                .map(v -> new Fault.Place(v.line(), v.index(), v.field(), v.message())).toList());
        return violations.size() > PLACES_SHOWN ? fault.ofAltogether(violations.size()) : fault;
    }

    private static @Nullable Fault ofStatus(ResponseStatusException failure) {
        Fault deeper = failure.getCause() == null ? null : ofCauses(failure.getCause());
        if (deeper != null) {
            return deeper;
        }
        return switch (failure) {
            case MethodNotAllowedException e -> Fault
                    .of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed",
                            e.getHttpMethod() + " is not possible here")
                    .with(HttpHeaders.ALLOW, e.getSupportedMethods().stream().map(HttpMethod::name).sorted()
                            .collect(Collectors.joining(", ")));
            case NotAcceptableStatusException e -> Fault.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable",
                    "This is offered as " + MediaType.toString(e.getSupportedMediaTypes()));
            case UnsupportedMediaTypeStatusException _ -> Fault.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type", "A body of this Content-Type is not understood here");
            case MissingRequestValueException e -> Fault.malformed(e.getName(), "is required");
            case ServerWebInputException e when isPathVariable(e) -> Fault.notFound();
            case ServerWebInputException _ -> Fault.malformed("The request is malformed or incomplete", List.of());
            default -> ofCode(failure);
        };
    }

    /** An id that is none names nothing. */
    private static boolean isPathVariable(ServerWebInputException failure) {
        return failure.getMethodParameter() != null
                && failure.getMethodParameter().hasParameterAnnotation(PathVariable.class);
    }

    private static @Nullable Fault ofCode(ResponseStatusException failure) {
        HttpStatus status = HttpStatus.resolve(failure.getStatusCode().value());
        if (status == null || status.is5xxServerError()) {
            return null;
        }
        return switch (status) {
            case NOT_FOUND -> Fault.notFound();
            case UNSUPPORTED_MEDIA_TYPE -> Fault.of(status, "unsupported-media-type",
                    "A body of this Content-Type is not understood here");
            case CONTENT_TOO_LARGE -> tooLarge("The body is larger than is taken here");
            default -> Fault.of(status, "refused", status.getReasonPhrase());
        };
    }

    private static Fault tooLarge(String detail) {
        return Fault.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", detail);
    }

    private static @Nullable Fault ofCauses(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 12; depth++) {
            if (cause instanceof FaultException e) {
                return e.fault();
            }
            if (cause instanceof DataBufferLimitException) {
                return tooLarge("The body is larger than is taken here");
            }
            if (cause instanceof InvalidMimeTypeException || cause instanceof InvalidMediaTypeException) {
                return Fault.malformed("A Content-Type cannot be read", List.of());
            }
            if (isOverflow(cause)) {
                return Fault.of(HttpStatus.valueOf(422), "out-of-range",
                        "Something adds up to more than an amount can be: 9223372036854.775807; "
                                + "was one of the amounts not meant?");
            }
            if (isAway(cause)) {
                return Fault.of(HttpStatus.SERVICE_UNAVAILABLE, "store-unavailable",
                        "The data cannot be reached at the moment; try again").retryAfter(STORE_RETRY_SECONDS);
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Each of the figures is one that is taken; their sum is not one that can be told. */
    private static boolean isOverflow(Throwable failure) {
        return switch (failure) {
            // One that has often been thrown at the same place comes without a message: the compiled code has it ready.
            case ArithmeticException e -> e.getMessage() == null || OVERFLOW.matcher(text(e)).find();
            case SQLException e -> OUT_OF_RANGE.equals(e.getSQLState());
            case R2dbcException e -> OUT_OF_RANGE.equals(e.getSqlState());
            default -> false;
        };
    }

    /** PostgreSQL does not answer, or no connection came free in time. */
    private static boolean isAway(Throwable failure) {
        return failure instanceof DataAccessResourceFailureException || failure instanceof TransientDataAccessException
                || failure instanceof CannotCreateTransactionException || failure instanceof SQLTransientException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof R2dbcNonTransientResourceException || failure instanceof R2dbcTransientException
                || failure instanceof TimeoutException;
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? "Refused" : failure.getMessage();
    }
}

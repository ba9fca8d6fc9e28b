package org.mediaplanner.gateway.document;

import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.query.QueryRequest;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** Adds to each operation the headers that it takes and gives, and the problems that it can answer. */
final class DocumentedConventions implements GlobalOperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        operation.setOperationId(id(operation, method));
        addRequestHeaders(operation, method);
        operation.getResponses().forEach((status, response) -> completeSuccess(status, response, method));
        problems(operation, method).forEach(status -> operation.getResponses().addApiResponse(
                Integer.toString(status.value()), problem(status)));
        return operation;
    }

    /** Feature and verb: {@code campaignsLaunch}. */
    private static String id(Operation operation, HandlerMethod method) {
        String verb = method.getMethod().getName();
        String tag = operation.getTags() == null || operation.getTags().isEmpty() ? "" : operation.getTags().getFirst();
        return tag.isEmpty() ? verb : tag.replace("-", "") + Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
    }

    private static void addRequestHeaders(Operation operation, HandlerMethod method) {
        if (takes(method, IfMatch.class)) {
            operation.addParametersItem(header("If-Match", "The version to change, as in the ETag of the last answer")
                    .required(true).example("\"3\""));
        }
        if (takes(method, CommandRequest.class)) {
            operation.addParametersItem(header("Idempotency-Key",
                    "1 to 255 ASCII characters; a repeat within 24 hours gets the same answer")
                    .example("6f1c2d0e-order-1"));
        }
    }

    private static Parameter header(String name, String description) {
        return new Parameter().in("header").name(name).description(description).schema(text());
    }

    private static void completeSuccess(String status, ApiResponse response, HandlerMethod method) {
        if (takes(method, CommandRequest.class)) {
            response.addHeaderObject("X-Event-Position", header("Opaque; hand it back as minPosition"));
            response.addHeaderObject("Idempotent-Replayed",
                    header("true when this is the answer to an earlier request"));
        }
        boolean versioned = status.equals("201") || (takes(method, IfMatch.class) && !status.equals("204"));
        if (takes(method, CommandRequest.class) && versioned) {
            response.addHeaderObject("ETag", header("The new version"));
        }
        if (isCounted(method)) {
            response.addHeaderObject("RateLimit-Policy",
                    header("How many calls there are (q) in how many seconds (w), by address, user and tenant"));
            response.addHeaderObject("RateLimit",
                    header("How many are left (r), and after how many seconds all are there again (t)"));
        }
        if (takes(method, QueryRequest.class)) {
            response.addHeaderObject("X-Caught-Up", header("With minPosition: whether the answer covers it"));
        }
        if (status.equals("201")) {
            response.addHeaderObject("Location", header("Where the new thing is"));
        }
        Content content = response.getContent();
        if (status.equals("204")) {
            response.setContent(null);
        } else if (content != null && content.containsKey("text/csv")) {
            content.put("text/csv", new MediaType().schema(text()));
        }
    }

    private static Header header(String description) {
        return new Header().description(description).schema(text());
    }

    private static Schema<?> text() {
        return new StringSchema();
    }

    private static Set<HttpStatus> problems(Operation operation, HandlerMethod method) {
        // The page that asks may be one that may not; in the API, the role may be too small as well. Any header may be one
        // that cannot be read.
        Set<HttpStatus> problems = new TreeSet<>(Set.of(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.FORBIDDEN,
                HttpStatus.BAD_REQUEST));
        boolean open = method.hasMethodAnnotation(SecurityRequirements.class)
                || method.getBeanType().isAnnotationPresent(SecurityRequirements.class);
        if (!open) {
            problems.add(HttpStatus.UNAUTHORIZED);
        }
        if (annotated(method, PathVariable.class)) {
            // Malformed is a path with what no id holds, such as an escaped slash.
            problems.addAll(Set.of(HttpStatus.NOT_FOUND, HttpStatus.BAD_REQUEST));
        }
        if (isInApi(method)) {
            problems.add(HttpStatus.NOT_ACCEPTABLE);
        }
        Refuses own = method.getMethodAnnotation(Refuses.class);
        if (own != null) {
            problems.addAll(Arrays.asList(own.value()));
        }
        if (takes(method, QueryRequest.class)) {
            problems.add(HttpStatus.valueOf(422));
        }
        if (operation.getRequestBody() != null || annotated(method, RequestBody.class)) {
            problems.addAll(Set.of(HttpStatus.BAD_REQUEST, HttpStatus.CONTENT_TOO_LARGE,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, HttpStatus.valueOf(422)));
        }
        if (takes(method, CommandRequest.class)) {
            problems.addAll(Set.of(HttpStatus.BAD_REQUEST, HttpStatus.CONFLICT,
                    HttpStatus.valueOf(422)));
        }
        if (takes(method, IfMatch.class)) {
            problems.addAll(Set.of(HttpStatus.PRECONDITION_FAILED, HttpStatus.PRECONDITION_REQUIRED));
        }
        if (Arrays.stream(method.getMethod().getParameterTypes()).anyMatch(QueryParameters.class::isAssignableFrom)) {
            problems.add(HttpStatus.BAD_REQUEST);
        }
        if (isTagged(method, "admin") && method.hasMethodAnnotation(PostMapping.class)) {
            problems.add(HttpStatus.CONFLICT);
        }
        if (isCounted(method)) {
            problems.add(HttpStatus.TOO_MANY_REQUESTS);
        }
        return problems;
    }

    /** Outside of it everything has one form, whatever the caller accepts. */
    private static boolean isInApi(HandlerMethod method) {
        RequestMapping shared = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequestMapping.class);
        RequestMapping own = method.getMethodAnnotation(RequestMapping.class);
        return Stream.of(shared, own).filter(Objects::nonNull).flatMap(mapping -> Arrays.stream(mapping.path()))
                .anyMatch(path -> path.startsWith("/api/v1"));
    }

    /** All of the API; what tells of the installation is free. */
    private static boolean isCounted(HandlerMethod method) {
        return !isTagged(method, "health");
    }

    private static boolean isTagged(HandlerMethod method, String name) {
        Tag own = method.getMethodAnnotation(Tag.class);
        Tag tag = own == null ? method.getBeanType().getAnnotation(Tag.class) : own;
        return tag != null && tag.name().equals(name);
    }

    private static ApiResponse problem(HttpStatus status) {
        ApiResponse response = new ApiResponse().description(status.getReasonPhrase()).content(new Content()
                .addMediaType("application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.TOO_MANY_REQUESTS) {
            response.addHeaderObject("Retry-After", header("Seconds"));
        }
        return response;
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(type);
    }

    private static boolean annotated(HandlerMethod method,
            Class<? extends java.lang.annotation.Annotation> annotation) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.hasParameterAnnotation(annotation));
    }
}

package org.mediaplanner.gateway.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/**
 * The version that a caller has seen and wants to change, from {@code If-Match: "3"}. An operation that takes one
 * requires it.
 */
public record IfMatch(long version) {

    /** Reads it from the header; says 428 where it is missing and 412 where it can match no version. */
    public static final class Resolver implements SyncHandlerMethodArgumentResolver {

        private static final Pattern VERSION = Pattern.compile("\"([1-9]\\d{0,17})\"");
        private static final Pattern ENTITY_TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"");

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IfMatch.class;
        }

        @Override
        public Object resolveArgumentValue(MethodParameter parameter, BindingContext context,
                ServerWebExchange exchange) {
            return read(exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_MATCH));
        }

        private static IfMatch read(@Nullable String header) {
            String tag = header == null ? "" : header.strip();
            if (tag.isEmpty() || tag.equals("*")) {
                throw Fault.of(HttpStatus.PRECONDITION_REQUIRED, "if-match-required",
                        "Name the version to change as If-Match: \"<version>\"; it stands in the ETag of the last answer")
                        .raised();
            }
            Matcher version = VERSION.matcher(tag);
            if (version.matches()) {
                return new IfMatch(Long.parseLong(version.group(1)));
            }
            if (ENTITY_TAG.matcher(tag).matches()) {
                throw Fault.of(HttpStatus.PRECONDITION_FAILED, "stale-version", "No version has the tag " + tag)
                        .raised();
            }
            throw Fault.malformed(HttpHeaders.IF_MATCH, "must be one entity tag such as \"3\"").raised();
        }
    }
}

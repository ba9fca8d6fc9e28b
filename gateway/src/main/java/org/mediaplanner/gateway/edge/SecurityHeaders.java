package org.mediaplanner.gateway.edge;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentSecurityPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CrossOriginOpenerPolicyServerHttpHeadersWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.server.header.PermissionsPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells browsers, with every answer, what they must not do with it. Outside of Spring Security's own chain: what its
 * firewall refuses never gets into that. What an operation has set itself (the pages' policy) stays.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class SecurityHeaders implements WebFilter {

    private final ServerHttpHeadersWriter writer = new CompositeServerHttpHeadersWriter(
            new ContentTypeOptionsServerHttpHeadersWriter(), new XFrameOptionsServerHttpHeadersWriter(), policy(),
            referrers(), permissions(), openers(), new CacheControlServerHttpHeadersWriter(),
            // A year, with subdomains; says something only over https.
            new StrictTransportSecurityServerHttpHeadersWriter());

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> writer.writeHttpHeaders(exchange));
        return chain.filter(exchange);
    }

    private static ServerHttpHeadersWriter policy() {
        ContentSecurityPolicyServerHttpHeadersWriter policy = new ContentSecurityPolicyServerHttpHeadersWriter();
        policy.setPolicyDirectives("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        return policy;
    }

    private static ServerHttpHeadersWriter referrers() {
        ReferrerPolicyServerHttpHeadersWriter referrers = new ReferrerPolicyServerHttpHeadersWriter();
        referrers.setPolicy(ReferrerPolicy.NO_REFERRER);
        return referrers;
    }

    private static ServerHttpHeadersWriter permissions() {
        PermissionsPolicyServerHttpHeadersWriter permissions = new PermissionsPolicyServerHttpHeadersWriter();
        permissions.setPolicy("camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        return permissions;
    }

    private static ServerHttpHeadersWriter openers() {
        CrossOriginOpenerPolicyServerHttpHeadersWriter openers = new CrossOriginOpenerPolicyServerHttpHeadersWriter();
        openers.setPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN);
        return openers;
    }
}

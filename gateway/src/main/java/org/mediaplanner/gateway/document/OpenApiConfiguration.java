package org.mediaplanner.gateway.document;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.mediaplanner.gateway.problem.Problem;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.gateway.security.Member;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import java.util.Currency;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document: generated from the operations, completed with what the conventions add to each of them. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CommandRequest.class, QueryRequest.class, IfMatch.class,
                Member.class);
        SpringDocUtils.getConfig().addSimpleTypePredicateForParameterObject(
                type -> PrefixedId.class.isAssignableFrom(type) || type == Currency.class);
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info().title("Media Planner").version("1").description("""
                        Plan, buy and audit media budgets. Everything that happens is kept as an event.

                        A changing request answers with `ETag` (the version to name in `If-Match` next time) and \
                        `X-Event-Position` (to hand back as `minPosition` on a GET that must show the change). \
                        Every failure is a problem document (RFC 9457). Every list can be had as CSV.""")
                        .license(new License().name("MIT").identifier("MIT")))
                .servers(List.of(new Server().url("/")))
                .components(new Components().addSecuritySchemes(BEARER, new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER));
    }

    @Bean
    GlobalOperationCustomizer conventions() {
        return new DocumentedConventions();
    }

    /** Problems are answered everywhere and returned by no operation: the generator does not meet them by itself. */
    @Bean
    GlobalOpenApiCustomizer problemShape() {
        return api -> ModelConverters.getInstance(true).readAll(new AnnotatedType(Problem.class))
                .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
    }

    @Bean
    ModelConverter shapes() {
        return new DocumentedShapes();
    }
}

package org.mediaplanner.gateway.document;

import java.util.Objects;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.webjars.WebJarVersionLocator;

/** Serves the scripts and styles of the document pages out of their jars. */
@Configuration(proxyBeanMethods = false)
class DocumentAssets implements WebFluxConfigurer {

    private static final String JARS = "classpath:/META-INF/resources/webjars/";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        WebJarVersionLocator versions = new WebJarVersionLocator();
        String swaggerUi = Objects.requireNonNull(versions.version("swagger-ui"));
        String redoc = Objects.requireNonNull(versions.version("redoc"));
        registry.addResourceHandler("/api/docs/assets/**").addResourceLocations(JARS + "swagger-ui/" + swaggerUi + "/");
        registry.addResourceHandler("/api/redoc/assets/**")
                .addResourceLocations(JARS + "redoc/" + redoc + "/bundles/");
    }
}

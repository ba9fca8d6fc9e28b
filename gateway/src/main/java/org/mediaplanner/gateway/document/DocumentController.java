package org.mediaplanner.gateway.document;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The document of the streams, and two pages over the one of HTTP. Everything that they load comes from here; the policy lets nothing else in. */
@Hidden
@RestController
class DocumentController {

    /** Both tools write styles into the page; ReDoc searches in a worker that it makes itself. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Who comes to the door without knowing where to go. */
    @GetMapping("/")
    ResponseEntity<Void> door() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/api/docs")).build();
    }

    @GetMapping({"/api/docs", "/api/docs/"})
    ResponseEntity<Resource> swaggerUi() {
        return page("documents/swagger-ui.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/api/docs/start.js")
    ResponseEntity<Resource> swaggerUiStart() {
        return page("documents/swagger-ui.js", MediaType.valueOf("text/javascript"));
    }

    @GetMapping({"/api/redoc", "/api/redoc/"})
    ResponseEntity<Resource> redoc() {
        return page("documents/redoc.html", MediaType.TEXT_HTML);
    }

    @GetMapping("/api/v1/asyncapi.json")
    ResponseEntity<Resource> streams() {
        return page("documents/asyncapi.json", MediaType.APPLICATION_JSON);
    }

    private static ResponseEntity<Resource> page(String file, MediaType type) {
        return ResponseEntity.ok().contentType(type).header("Content-Security-Policy", POLICY)
                .body(new ClassPathResource(file));
    }
}

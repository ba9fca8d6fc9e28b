package org.mediaplanner.bench.http;

import java.util.List;
import java.util.Map;
import org.mediaplanner.gateway.MediaPlannerApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The product with one more path, for whom campaigns may be read, whose answer never changes: what the server itself costs, token and all. */
public final class Served {

    private Served() {}

    public static void main(String[] arguments) {
        SpringApplication product = new SpringApplication(MediaPlannerApplication.class);
        product.addPrimarySources(List.of(Constant.class));
        product.run(arguments);
    }

    @RestController
    static class Constant {

        @GetMapping("/api/v1/campaigns/constant")
        Map<String, String> answer() {
            return Map.of("name", "constant", "value", "always the same");
        }
    }
}

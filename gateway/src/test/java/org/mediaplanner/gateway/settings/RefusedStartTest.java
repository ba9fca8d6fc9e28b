package org.mediaplanner.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.MediaPlannerApplication;

/** What whoever starts it reads. */
class RefusedStartTest {

    @Test
    void a_start_that_is_refused_says_why_and_opens_nothing() throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                MediaPlannerApplication.class.getName())).redirectErrorStream(true);
        start.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("DATABASE_"));
        start.environment().put("DATABASE_OWNER_USER", "owner");
        start.environment().put("DATABASE_OWNER_PASSWORD", "change-me");
        start.environment().put("CORS_ORIGINS", "http://planner.example.com");

        Process refused = start.start();
        String said = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(refused.waitFor()).isEqualTo(1);
        assertThat(said).contains("DATABASE_OWNER_PASSWORD) is one that anybody would guess",
                "DATABASE_WRITER_PASSWORD) is empty", "CORS_ORIGINS names http://planner.example.com",
                "docs/configuration.md").doesNotContain("\tat ", "change-me");
    }
}

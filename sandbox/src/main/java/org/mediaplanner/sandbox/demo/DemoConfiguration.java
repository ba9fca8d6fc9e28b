package org.mediaplanner.sandbox.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Begins the demo once the product answers. */
@Configuration(proxyBeanMethods = false)
class DemoConfiguration {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Path directory;

    DemoConfiguration(@Value("${sandbox.directory}") Path directory) {
        this.directory = directory;
    }

    @Bean
    DemoTenant demoHealthIndicator() {
        return new DemoTenant(Clock.systemUTC(), PAUSE);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        SampleFile.write(directory.resolve("samples"));
        String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        event.getApplicationContext().getBean(DemoTenant.class).fill(URI.create("http://localhost:" + port));
    }
}

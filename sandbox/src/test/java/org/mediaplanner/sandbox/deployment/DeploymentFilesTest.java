package org.mediaplanner.sandbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What stands in the files that nothing else here runs. */
class DeploymentFilesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path SETTINGS = ROOT.resolve("gateway/src/main/resources/application.yml");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]");
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^([A-Z][A-Z0-9_]*)=");
    private static final Pattern PINNED = Pattern.compile("[a-z-]+:\\d+\\.\\d+(\\.\\d+)?([-_][\\w.-]+)?");

    @Test
    void the_example_of_an_environment_names_exactly_what_is_read() throws IOException {
        Set<String> read = all(PLACEHOLDER, Files.readString(SETTINGS));

        assertThat(all(ASSIGNED, Files.readString(ROOT.resolve(".env.example")))).isEqualTo(read);
        assertThat(read).contains("DATABASE_URL", "REDIS_URL", "PORT");
    }

    @Test
    void each_service_is_pinned_restarts_and_is_watched() throws IOException {
        Map<String, Object> services = services();

        assertThat(services).containsOnlyKeys("postgres", "redis", "gateway");
        services.forEach((name, service) -> {
            assertThat(map(service).get("image")).as(name).asString().matches(PINNED).doesNotContain("latest");
            assertThat(map(service).get("restart")).as(name).isEqualTo("unless-stopped");
            assertThat(map(map(service).get("healthcheck")).get("test")).as(name).asInstanceOf(
                    InstanceOfAssertFactories.LIST).hasSizeGreaterThan(1);
        });
        assertThat(map(services.get("postgres")).get("image")).asString().startsWith("postgres:18.");
    }

    @Test
    void data_are_kept_in_named_volumes_and_only_the_product_is_reached_from_outside() throws IOException {
        Map<String, Object> services = services();

        assertThat(map(compose().get("volumes"))).containsOnlyKeys("postgres", "redis");
        assertThat(list(services, "postgres", "volumes")).contains("postgres:/var/lib/postgresql");
        assertThat(list(services, "redis", "volumes")).contains("redis:/data");
        assertThat(list(services, "gateway", "ports")).containsExactly("${PORT:-8080}:8080",
                "${RSOCKET_PORT:-7000}:7000");
        assertThat(map(services.get("postgres"))).doesNotContainKey("ports");
        assertThat(map(services.get("redis"))).doesNotContainKey("ports");
    }

    @Test
    void the_product_starts_after_its_servers_and_is_given_only_what_it_reads() throws IOException {
        Map<String, Object> gateway = map(services().get("gateway"));

        assertThat(map(gateway.get("depends_on"))).allSatisfy((name, when) -> assertThat(map(when)).containsEntry(
                "condition", "service_healthy")).containsOnlyKeys("postgres", "redis");
        assertThat(all(PLACEHOLDER, Files.readString(SETTINGS))).containsAll(map(gateway.get("environment")).keySet());
        assertThat(map(gateway.get("environment"))).containsEntry("DATABASE_URL",
                "jdbc:postgresql://postgres:5432/media_planner");
    }

    @Test
    void every_base_image_is_pinned_and_mounted_files_are_there() throws IOException {
        String image = Files.readString(ROOT.resolve("docker/Dockerfile"));
        Set<String> stages = all(Pattern.compile("(?m)^FROM \\S+ AS (\\S+)$"), image);
        Set<String> bases = all(Pattern.compile("(?m)^FROM (\\S+)"), image);
        bases.removeAll(stages);

        assertThat(bases).hasSize(2).allSatisfy(base -> assertThat(base).matches(PINNED));
        assertThat(image).contains("\nUSER media-planner\n", "\nHEALTHCHECK ");
        assertThat(ROOT.resolve("ops/aot.sh")).isExecutable();
        assertThat(ROOT.resolve("docker/owner.sh")).isExecutable();
        assertThat(ROOT.resolve(".ci/run")).isExecutable().content().contains("\nmvn -B verify\n");
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static Map<String, Object> services() throws IOException {
        return map(compose().get("services"));
    }

    private static Map<String, Object> compose() throws IOException {
        return map(new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml"))));
    }

    private static List<Object> list(Map<String, Object> services, String service, String key) {
        return List.copyOf((List<?>) Objects.requireNonNull(map(services.get(service)).get(key)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}

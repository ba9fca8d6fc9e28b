package org.mediaplanner.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.Yaml;

/** The table of docs/configuration.md says of each setting what the code says, and says it of all. */
class ConfigurationPageTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| `([a-z0-9.-]+)` \\| (?:`([A-Z0-9_]+)`|–) \\| (?:`([^`]+)`|–) \\| (.+) \\|$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*):(.*)}");

    private record Setting(@Nullable String variable, @Nullable String otherwise) {}

    @Test
    void every_setting_is_on_the_page_with_its_variable_and_its_default_and_nothing_else_is() throws IOException {
        Map<String, Setting> inCode = records();
        inCode.putAll(variables());

        assertThat(page()).containsExactlyInAnyOrderEntriesOf(inCode);
        assertThat(inCode).hasSizeGreaterThan(40);
    }

    @Test
    void other_profiles_read_no_variables_of_their_own() throws IOException {
        List<String> known = variables().values().stream().map(Setting::variable).toList();

        assertThat(documents().skip(1).flatMap(document -> flat("", document).values().stream())
                .map(PLACEHOLDER::matcher).filter(Matcher::matches).map(read -> read.group(1))).isSubsetOf(known);
    }

    private static Map<String, Setting> page() throws IOException {
        Map<String, Setting> page = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/configuration.md")));
        while (row.find()) {
            assertThat(page.put(row.group(1), new Setting(row.group(2), row.group(3)))).as(row.group(1)).isNull();
            assertThat(row.group(4)).as(row.group(1)).hasSizeGreaterThan(8);
        }
        return page;
    }

    /** What is bound to a record, with the default that stands there. */
    private static Map<String, Setting> records() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, Setting> settings = new TreeMap<>();
        scan.findCandidateComponents("org.mediaplanner").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            components(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
        });
        return settings;
    }

    private static void components(String prefix, Class<?> record, Map<String, Setting> settings) {
        assertThat(record.isRecord()).as(record.getName()).isTrue();
        RecordComponent[] components = record.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String name = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                components(name, component.getType(), settings);
            } else {
                DefaultValue otherwise = record.getDeclaredConstructors()[0].getParameters()[i]
                        .getAnnotation(DefaultValue.class);
                settings.put(name, new Setting(null, otherwise == null || otherwise.value().length == 0
                        ? null
                        : String.join(",", otherwise.value())));
            }
        }
    }

    /** What application.yml reads from the environment, and what it takes otherwise. */
    private static Map<String, Setting> variables() throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        flat("", documents().findFirst().orElseThrow()).forEach((name, value) -> {
            Matcher read = PLACEHOLDER.matcher(value);
            if (read.matches()) {
                settings.put(name, new Setting(read.group(1), read.group(2).isEmpty() ? null : read.group(2)));
            } else {
                assertThat(value).as(name).doesNotContain("${");
            }
        });
        return settings;
    }

    private static Stream<Object> documents() throws IOException {
        String text = Files.readString(ROOT.resolve("gateway/src/main/resources/application.yml"));
        return StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false);
    }

    private static Map<String, String> flat(String prefix, Object value) {
        Map<String, String> all = new TreeMap<>();
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((key, below) -> all.putAll(flat(prefix.isEmpty() ? key.toString() : prefix + "." + key,
                    below)));
        } else {
            all.put(prefix, String.valueOf(value));
        }
        return all;
    }

    private static String kebab(String name) {
        return name.chars().mapToObj(c -> Character.isUpperCase(c)
                ? "-" + (char) Character.toLowerCase(c)
                : String.valueOf((char) c)).collect(Collectors.joining());
    }
}

package org.mediaplanner.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.mediaplanner.bench.Bench.Measurement;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.Medians;
import org.mediaplanner.bench.Node;
import org.mediaplanner.bench.Table;
import org.mediaplanner.sandbox.servers.SandboxSettings;
import org.springframework.util.FileSystemUtils;

/** From the beginning of the process to the first answer that it is ready. */
public final class StartBench implements Measurement {

    private static final int ROUNDS = 5;
    private static final int HTTP = 18380;

    private final Path project = SandboxSettings.project(Path.of("").toAbsolutePath());

    @Override
    public String measure(House house) throws Exception {
        Path work = Files.createDirectories(house.directory().resolve("start"));
        Path application = extracted(work);
        Path cache = work.resolve("application.aot");
        Map<String, String> environment = environment(house.servers().addresses(), work);
        execute(List.of("bash", "ops/aot.sh", application.toString(), cache.toString()), environment, work);
        List<Double> plain = new ArrayList<>();
        List<Double> cached = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(gateway(application, List.of(), environment));
            cached.add(gateway(application, List.of("-XX:AOTCache=" + cache), environment));
            System.out.printf("gateway %.1f s, with cache %.1f s%n", plain.getLast(), cached.getLast());
        }
        house.close();
        List<Double> first = new ArrayList<>();
        List<Double> filled = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path directory = work.resolve("sandbox");
            FileSystemUtils.deleteRecursively(directory);
            try (Started sandbox = WholeSandbox.begin(directory)) {
                first.add(sandbox.untilReady());
                filled.add(sandbox.until("/health/demo", "UP"));
            }
            try (Started sandbox = WholeSandbox.begin(directory)) {
                again.add(sandbox.untilReady());
            }
            System.out.printf("sandbox %.1f s, demo %.1f s, again %.1f s%n", first.getLast(), filled.getLast(),
                    again.getLast());
        }
        Table table = new Table("", "seconds to ready", "fastest–slowest");
        row(table, "gateway on running servers, extracted", plain);
        row(table, "gateway on running servers, with the AOT cache of the image", cached);
        row(table, "sandbox, first start: servers made, database made", first);
        row(table, "… until its demo tenant is filled", filled);
        row(table, "sandbox, started again on its data", again);
        return table.toString();
    }

    private static void row(Table table, String name, List<Double> seconds) {
        double[] figures = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        table.row(name, Medians.of(figures),
                String.format(Locale.ROOT, "%.1f–%.1f", figures[0], figures[figures.length - 1]));
    }

    private static double gateway(Path application, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Started.java()));
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar",
                "application.jar"));
        try (Started gateway = Started.begin(command, environment, application, application.resolveSibling(
                "gateway.log"), HTTP)) {
            return gateway.untilReady();
        }
    }

    /** The application as the image has it: a jar of its own beside those that it needs. */
    private Path extracted(Path work) throws IOException, InterruptedException {
        execute(List.of("mvn", "-B", "-q", "-DskipTests", "-pl", "gateway", "-am", "package"), Map.of(), work);
        Path jar;
        try (Stream<Path> jars = Files.list(project.resolve("gateway/target"))) {
            jar = jars.filter(file -> file.toString().endsWith("-application.jar")).findFirst().orElseThrow();
        }
        Path application = work.resolve("application");
        execute(List.of(Started.java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--application-filename",
                "application.jar", "--destination", application.toString()), Map.of(), work);
        return application;
    }

    private void execute(List<String> command, Map<String, String> environment, Path work)
            throws IOException, InterruptedException {
        Path log = work.resolve("commands.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("%s failed; see %s".formatted(command, log));
        }
    }

    private static Map<String, String> environment(Map<String, Object> settings, Path work) {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((name, value) -> environment.put(
                name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""), value.toString()));
        environment.put("SPRING_PROFILES_ACTIVE", "dev");
        environment.put("MEDIAPLANNER_SECURITY_KEYFILE", work.resolve("jwt.pem").toString());
        environment.put("MASTER_KEY", Node.MASTER_KEY);
        environment.put("PORT", Integer.toString(HTTP));
        environment.put("RSOCKET_PORT", Integer.toString(HTTP + 1));
        return environment;
    }
}

package org.mediaplanner.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mediaplanner.bench.command.CommandBench;
import org.mediaplanner.bench.crash.CrashBench;
import org.mediaplanner.bench.growth.GrowthBench;
import org.mediaplanner.bench.http.FactsBench;
import org.mediaplanner.bench.http.HttpBench;
import org.mediaplanner.bench.identity.IdentityBench;
import org.mediaplanner.bench.projection.ProjectionBench;
import org.mediaplanner.bench.stream.StreamBench;
import org.mediaplanner.bench.stream.VisibleBench;
import org.mediaplanner.bench.whole.MemoryBench;
import org.mediaplanner.bench.whole.StartBench;
import org.mediaplanner.sandbox.servers.SandboxSettings;

/** The one command: measures what it is asked for, or all, and writes it down in {@code docs/performance.md} and {@code docs/reliability.md}. */
public final class Bench {

    private static final Map<String, Measurement> ALL = new LinkedHashMap<>();

    static {
        ALL.put("commands", new CommandBench());
        ALL.put("projections", new ProjectionBench());
        ALL.put("facts", new FactsBench());
        ALL.put("http", new HttpBench());
        ALL.put("identity", new IdentityBench());
        ALL.put("visible", new VisibleBench());
        ALL.put("streams", new StreamBench());
        ALL.put("start", new StartBench());
        ALL.put("memory", new MemoryBench());
        ALL.put("growth", new GrowthBench());
        ALL.put("crashes", new CrashBench());
    }

    private Bench() {}

    /** One chapter of the report. */
    @FunctionalInterface
    public interface Measurement {

        /** @return Markdown */
        String measure(House house) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path project = SandboxSettings.project(Path.of("").toAbsolutePath());
        Report speed = new Report(project.resolve("docs/performance.md"));
        Report safety = new Report(project.resolve("docs/reliability.md"));
        for (String name : arguments.length == 0 ? ALL.keySet() : List.of(arguments)) {
            Measurement measurement = ALL.get(name);
            if (measurement == null) {
                System.err.printf("There is no measurement %s; there are %s%n", name, ALL.keySet());
                System.exit(1);
                return;
            }
            try (House house = House.open(project.resolve(".sandbox/bench"))) {
                (measurement instanceof CrashBench ? safety : speed).write(name, measurement.measure(house));
            }
        }
        speed.write("machine", Machine.describe());
        System.exit(0);
    }
}

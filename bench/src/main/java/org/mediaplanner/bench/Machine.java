package org.mediaplanner.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were taken on. */
final class Machine {

    private Machine() {}

    static String describe() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return "Taken %s on %d processors with %.0f GiB, %s %s, Java %s, heap at most %.0f GiB.".formatted(
                LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / Math.pow(2, 30), system.getName(), system.getVersion(),
                Runtime.version(), Runtime.getRuntime().maxMemory() / Math.pow(2, 30));
    }
}

package org.mediaplanner.gateway.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/** Holds whatever opens a door to the {@link ProductionRules}, before it opens one. */
final class ProductionCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent prepared) {
        if (prepared.getSpringApplication().getWebApplicationType() == WebApplicationType.NONE) {
            return;
        }
        List<String> broken = ProductionRules.broken(prepared.getEnvironment(), ProductionCheck::read);
        if (!broken.isEmpty()) {
            throw new UnfitSettings(broken);
        }
    }

    /** What cannot be read is said by whoever needs it. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** As soon as something can be logged: before that a failure is not heard. */
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }
}

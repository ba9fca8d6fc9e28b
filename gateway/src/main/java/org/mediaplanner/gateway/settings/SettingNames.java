package org.mediaplanner.gateway.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** What a setting is called by whoever sets it. */
final class SettingNames {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}].*");

    private SettingNames() {}

    /** The name of {@code setting}, and of the variable of the environment from which it is read. */
    static String told(Environment settings, String setting) {
        return variable(settings, setting).map(variable -> setting + ", environment variable " + variable)
                .orElse(setting);
    }

    static Optional<String> variable(Environment settings, String setting) {
        if (settings instanceof ConfigurableEnvironment all) {
            for (PropertySource<?> source : all.getPropertySources()) {
                Matcher read = VARIABLE.matcher(String.valueOf(source.getProperty(setting)));
                if (read.matches()) {
                    return Optional.of(read.group(1));
                }
            }
        }
        return Optional.empty();
    }
}

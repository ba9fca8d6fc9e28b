package org.mediaplanner.gateway.edge;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ResourceUtils;

/**
 * Where {@code mediaplanner.tls.certificate} names a certificate, it becomes the bundle with which the doors speak TLS,
 * and its files are watched: a new certificate is shown to who connects next.
 */
final class TlsSwitch implements EnvironmentPostProcessor, Ordered {

    static final String BUNDLE = "doors";

    private static final String SETTINGS = "spring.ssl.bundle.pem." + BUNDLE;

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String certificate = environment.getProperty("mediaplanner.tls.certificate", "").strip();
        String key = environment.getProperty("mediaplanner.tls.private-key", "").strip();
        if (!certificate.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("tls", Map.of(
                    "server.ssl.bundle", BUNDLE,
                    SETTINGS + ".reload-on-update", true,
                    // Where only one of the two has been replaced yet, the old pair goes on.
                    SETTINGS + ".keystore.verify-keys", true,
                    SETTINGS + ".keystore.certificate", ResourceUtils.FILE_URL_PREFIX + certificate,
                    SETTINGS + ".keystore.private-key", ResourceUtils.FILE_URL_PREFIX + key)));
        }
    }

    /** As soon as the settings have been read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}

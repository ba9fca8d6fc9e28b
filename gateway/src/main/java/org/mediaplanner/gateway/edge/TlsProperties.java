package org.mediaplanner.gateway.edge;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;
import jakarta.validation.constraints.AssertTrue;

/**
 * Settings under {@code mediaplanner.tls}. Both files are given, or none: then the doors speak in the clear, behind
 * something that does not.
 *
 * @param certificate PEM file with the certificate of the doors and those between it and its authority
 * @param privateKey PEM file with its key (PKCS #8)
 */
@Validated
@ConfigurationProperties("mediaplanner.tls")
record TlsProperties(@Nullable Path certificate, @Nullable Path privateKey) {

    @AssertTrue(message = "must be given with its counterpart: mediaplanner.tls.certificate (TLS_CERTIFICATE) and "
            + "mediaplanner.tls.private-key (TLS_PRIVATE_KEY) belong together, and both files must be readable")
    boolean isWhole() {
        return given(certificate) == given(privateKey) && readable(certificate) && readable(privateKey);
    }

    boolean isOn() {
        return given(certificate);
    }

    private static boolean given(@Nullable Path file) {
        return file != null && !file.toString().isBlank();
    }

    private static boolean readable(@Nullable Path file) {
        return file == null || !given(file) || Files.isReadable(file);
    }
}

package org.mediaplanner.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine that has signed itself. */
public record TestCertificate(X509Certificate certificate, String certificatePem, String keyPem) {

    private static final char[] PASSWORD = "of-a-test".toCharArray();

    /** Made by the JDK's own tool: it has no other way to make one. */
    public static TestCertificate make(Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("made.p12");
        Files.deleteIfExists(file);
        Process made = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "door",
                "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                file.toString(), "-storepass", new String(PASSWORD))).inheritIO().start();
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(file)) {
            keys.load(bytes, PASSWORD);
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate("door");
        return new TestCertificate(certificate, pem("CERTIFICATE", certificate.getEncoded()),
                pem("PRIVATE KEY", keys.getKey("door", PASSWORD).getEncoded()));
    }

    /** Puts it where a door looks for it, each file at once. */
    public void install(Path certificateFile, Path keyFile) throws IOException {
        installKey(keyFile);
        replace(certificateFile, certificatePem);
    }

    /** The first half of it. */
    public void installKey(Path keyFile) throws IOException {
        replace(keyFile, keyPem);
    }

    private static void replace(Path file, String text) throws IOException {
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Trusts those of {@code certificates}, and nothing else. */
    public static TrustManagerFactory trusting(TestCertificate... certificates)
            throws GeneralSecurityException, IOException {
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        for (TestCertificate one : certificates) {
            known.setCertificateEntry(Objects.toString(one.certificate().getSerialNumber()), one.certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        return trust;
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind,
                Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content));
    }
}

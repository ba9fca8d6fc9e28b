package org.mediaplanner.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The RSA key pair by which tokens are signed and verified; its id is the thumbprint of its public half. */
final class SigningKey {

    private static final int BITS = 2048;
    private static final String HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String FOOT = "-----END PRIVATE KEY-----";
    private static final String PUBLIC_HEAD = "-----BEGIN PUBLIC KEY-----";
    private static final String PUBLIC_FOOT = "-----END PUBLIC KEY-----";

    private SigningKey() {}

    /**
     * The key that {@code properties} name.
     *
     * @throws IllegalStateException where there is none or it cannot be read: without a key nobody can be trusted
     */
    static RSAKey of(SecurityProperties properties) {
        return jwk(parse(pem(properties)));
    }

    /** The other key by which tokens are good, of which the public half is enough. */
    static Optional<RSAKey> other(SecurityProperties properties) {
        return otherPem(properties).map(pem -> pem.contains(PUBLIC_HEAD) ? open(pem) : jwk(parse(pem)));
    }

    private static Optional<String> otherPem(SecurityProperties properties) {
        String given = properties.otherKey();
        if (given != null && !given.isBlank()) {
            return Optional.of(given);
        }
        Path file = properties.otherKeyFile();
        try {
            return file == null || !isGiven(file) ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The other key of tokens, " + file + ", cannot be read", e);
        }
    }

    private static RSAKey open(String pem) {
        String text = pem.replace("\\n", "\n").replace(PUBLIC_HEAD, "").replace(PUBLIC_FOOT, "").replaceAll("\\s", "");
        try {
            return jwk((RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)))).build();
        } catch (GeneralSecurityException | IllegalArgumentException | JOSEException e) {
            throw new IllegalStateException("The other key of tokens is no RSA public key in PEM", e);
        }
    }

    private static String pem(SecurityProperties properties) {
        String given = properties.privateKey();
        if (given != null && !given.isBlank()) {
            return given;
        }
        try {
            Path file = properties.privateKeyFile();
            if (file != null && isGiven(file)) {
                return Files.readString(file);
            }
            Path keptFile = properties.keyFile();
            if (keptFile != null && isGiven(keptFile)) {
                return kept(keptFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The key that signs tokens cannot be read or kept", e);
        }
        throw new IllegalStateException(
                "There is no key to sign tokens with: set JWT_PRIVATE_KEY or JWT_PRIVATE_KEY_FILE (RSA, PKCS #8, PEM)");
    }

    private static String kept(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file);
        }
        String pem = generate();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, pem, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
        Files.move(draft, file);
        return pem;
    }

    private static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return SigningKeyOrigin.SANDBOX + HEAD + "\n"
                    + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(key) + "\n" + FOOT + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAPrivateCrtKey parse(String pem) {
        // What stands before the head is for people (RFC 7468, explanatory text).
        String text = pem.substring(Math.max(0, pem.indexOf(HEAD))).replace("\\n", "\n").replace(HEAD, "")
                .replace(FOOT, "").replaceAll("\\s", "");
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalStateException("The key that signs tokens is no RSA private key in PKCS #8 and PEM", e);
        }
    }

    private static RSAKey jwk(RSAPrivateCrtKey key) {
        try {
            RSAPublicKey open = (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return jwk(open).privateKey(key).build();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey.Builder jwk(RSAPublicKey open) throws JOSEException {
        return new RSAKey.Builder(open).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).keyIDFromThumbprint();
    }

    /** An environment variable that is set to nothing becomes an empty path. */
    private static boolean isGiven(Path file) {
        return !file.toString().isBlank();
    }
}

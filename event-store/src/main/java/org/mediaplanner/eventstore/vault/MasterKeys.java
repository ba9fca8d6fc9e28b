package org.mediaplanner.eventstore.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The master keys that a node was given.
 *
 * @param current wraps
 * @param old can only be read with
 */
record MasterKeys(MasterKey current, @Nullable MasterKey old) {

    private static final String CURRENT = "MASTER_KEY";
    private static final String OLD = "MASTER_KEY_OLD";

    /** @throws IllegalStateException where there is none, or one that cannot be read: nothing could be kept secret */
    static MasterKeys of(VaultProperties vault) {
        String current = text(vault.masterKey(), vault.masterKeyFile(), CURRENT);
        String old = text(vault.oldMasterKey(), vault.oldMasterKeyFile(), OLD);
        Path keyFile = vault.keyFile();
        if (current == null && keyFile != null && isGiven(keyFile)) {
            current = kept(keyFile);
        }
        if (current == null) {
            throw new IllegalStateException("There is no key to wrap the tenants' keys with: set " + CURRENT + " or "
                    + CURRENT + "_FILE (32 random bytes in Base64)");
        }
        return new MasterKeys(parse(current, CURRENT), old == null ? null : parse(old, OLD));
    }

    private static @Nullable String text(@Nullable String given, @Nullable Path file, String name) {
        if (given != null && !given.isBlank()) {
            return given;
        }
        if (file == null || !isGiven(file)) {
            return null;
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(name + "_FILE cannot be read", e);
        }
    }

    /** The key of {@code file}, which is made where it is not there. Of those who make it together one is first. */
    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file.toAbsolutePath());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The master key cannot be read or kept", e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), "master", ".key",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n",
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException madeByAnother) {
            // That one is the key.
        } finally {
            Files.delete(draft);
        }
    }

    private static MasterKey parse(String text, String name) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException noBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != MasterKey.BYTES) {
            throw new IllegalStateException(name + " is no master key: it must be 32 random bytes in Base64, as "
                    + "'openssl rand -base64 32' makes them");
        }
        return new MasterKey(bytes);
    }

    /** An environment variable that is set to nothing becomes an empty path. */
    private static boolean isGiven(Path file) {
        return !file.toString().isBlank();
    }

    /** @return {@code null} where this node was not given it */
    @Nullable
    MasterKey called(String id) {
        if (current.id().equals(id)) {
            return current;
        }
        return old != null && old.id().equals(id) ? old : null;
    }

    /** @throws IllegalStateException where this node was not given it */
    MasterKey required(String id) {
        MasterKey key = called(id);
        if (key == null) {
            throw new IllegalStateException("The keys of tenants are wrapped by the master key " + id
                    + ", which is neither " + CURRENT + " nor " + OLD);
        }
        return key;
    }
}

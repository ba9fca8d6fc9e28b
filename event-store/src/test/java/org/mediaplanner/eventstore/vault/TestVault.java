package org.mediaplanner.eventstore.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.database.TestConnections;
import org.mediaplanner.eventstore.testing.TestDatabase;

/** Vaults on a test's database, as nodes with different master keys have them. */
public final class TestVault {

    private static final Duration NOTICED = Duration.ofSeconds(60);

    private final TestDatabase database;
    private final Vault vault;

    public TestVault(TestDatabase database) {
        this.database = database;
        this.vault = node('a', null);
    }

    /** That of a node with the key that its database's settings name. */
    public Vault vault() {
        return vault;
    }

    /** Another node's, with keys of its own, as it starts. */
    Vault node(char key, @Nullable Character old) {
        Vault started = new Vault(TestConnections.apart(database), MasterKeys.of(new VaultProperties(key(key), null,
                old == null ? null : key(old), null, null, NOTICED)), NOTICED);
        started.rewrap();
        return started;
    }

    /** A master key of which there is one for each letter. */
    static String key(char letter) {
        return Base64.getEncoder().encodeToString(String.valueOf(letter).repeat(MasterKey.BYTES).getBytes(US_ASCII));
    }
}

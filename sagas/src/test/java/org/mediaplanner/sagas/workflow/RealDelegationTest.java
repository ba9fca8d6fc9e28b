package org.mediaplanner.sagas.workflow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.sagas.testing.TemporalServer;

/** On the real server, where its program is on the PATH. */
class RealDelegationTest extends DelegationContract {

    @TempDir
    private Path directory;

    @Override
    TemporalServer server() {
        Optional<TemporalServer> real = TemporalServer.real(directory);
        assumeTrue(real.isPresent(), "SKIPPED, not proved on the real server: the program temporal is not on the PATH");
        return real.orElseThrow();
    }
}

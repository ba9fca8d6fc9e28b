package org.mediaplanner.sagas.workflow;

import org.mediaplanner.sagas.testing.TemporalServer;

/** On the server that a library holds, which forgets everything when it ends. */
class InProcessDelegationTest extends DelegationContract {

    @Override
    TemporalServer server() {
        return TemporalServer.inProcess();
    }
}

package org.mediaplanner.gateway.mail;

import org.mediaplanner.commands.identity.Accounts.Reset;

/** The letters that people get. Sending one takes its time elsewhere and fails in the log alone. */
public interface Letters {

    /** The link to a new password. */
    void resetPassword(Reset reset);
}

package org.mediaplanner.gateway.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mediaplanner.commands.identity.Accounts.Reset;
import org.mediaplanner.gateway.mail.Letters;
import org.springframework.context.annotation.Primary;

/** The last letter to each address. */
@Primary
public final class Postbox implements Letters {

    private final Map<String, Reset> resets = new ConcurrentHashMap<>();

    @Override
    public void resetPassword(Reset reset) {
        resets.put(reset.email(), reset);
    }

    /** The token of the last link to a new password that was sent to {@code email}; empty where none was. */
    public String token(String email) {
        Reset reset = resets.get(email);
        return reset == null ? "" : reset.token();
    }
}

package org.mediaplanner.gateway.security;

/** Keys that this program makes for a sandbox say so in their text, before the PEM begins, wherever they are taken. */
public final class SigningKeyOrigin {

    static final String SANDBOX = "Made by a sandbox, for a sandbox.\n";

    private SigningKeyOrigin() {}

    public static boolean isSandbox(String pem) {
        return pem.replace("\\n", "\n").startsWith(SANDBOX);
    }
}

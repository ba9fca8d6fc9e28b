package org.mediaplanner.gateway.websocket;

import org.springframework.web.reactive.socket.CloseStatus;

/** Why this side ends a connection. */
public enum CloseCode {

    /** The token is none, or no longer one. */
    TOKEN(4401, "A valid token is needed"),
    /** A renewal for somebody else. */
    RIGHTS(4403, "A connection belongs to one user of one organisation"), NOT_AUTHENTICATED(4408,
            "Nobody has said in time who is asking"), LIMITS(4429, "That is more than one may have"),
    /** Come back: to another node, or to this one in a moment. */
    RESTART(1012, "This node is about to end");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    CloseStatus status() {
        return new CloseStatus(code, reason);
    }
}

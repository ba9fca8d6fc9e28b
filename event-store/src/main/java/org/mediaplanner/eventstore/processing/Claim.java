package org.mediaplanner.eventstore.processing;

import java.util.Optional;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.mediaplanner.eventstore.storage.SharedPages;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** The right of one node to move a processor's token. Kept in the token's row, as Axon's own processors keep theirs. */
final class Claim {

    private static final int ONLY_SEGMENT = 0;

    private final String processor;
    private final TokenStore tokens;
    private final TransactionTemplate transaction;

    Claim(String processor, TokenStore tokens, TransactionTemplate transaction) {
        this.processor = processor;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /** Takes it, with the stored token; empty where another node has it, or nobody may. */
    Optional<GapAwareTrackingToken> take() {
        try {
            if (tokens.fetchSegments(processor).length == 0) {
                initialize();
            }
            return Optional.ofNullable(transaction.execute(
                    status -> SharedPages.position(tokens.fetchToken(processor, ONLY_SEGMENT))));
        } catch (UnableToClaimTokenException taken) {
            return Optional.empty();
        }
    }

    private void initialize() {
        try {
            transaction.executeWithoutResult(status -> tokens.initializeTokenSegments(processor, 1,
                    SharedPages.position(null)));
        } catch (DuplicateKeyException | UnableToClaimTokenException another) {
            // made it at the same moment
        }
    }

    /** Moves the token, in the current transaction. @throws UnableToClaimTokenException where the claim is gone */
    void move(GapAwareTrackingToken token) {
        tokens.storeToken(token, processor, ONLY_SEGMENT);
    }

    /** Keeps it for another while. @throws UnableToClaimTokenException where it is gone */
    void extend() {
        transaction.executeWithoutResult(status -> tokens.extendClaim(processor, ONLY_SEGMENT));
    }

    void release() {
        transaction.executeWithoutResult(status -> tokens.releaseClaim(processor, ONLY_SEGMENT));
    }
}

package org.mediaplanner.events.identity;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Time-ordered UUIDs (RFC 9562, version 7): 48 bits of Unix milliseconds, then 74 random bits. They take no lock,
 * unlike {@link UUID#randomUUID()}, and index at the right edge. They are names, not secrets: anyone can guess at them.
 */
public final class UuidV7 {

    private UuidV7() {}

    /** A new id at {@code epochMillis}. */
    public static UUID at(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (epochMillis << 16) | 0x7000L | random.nextInt(0x1000);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    public static UUID next() {
        return at(System.currentTimeMillis());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.credentials;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that must not be seen: no text of this object shows them, and it cannot be serialised. Its
 * methods may be called from any thread.
 */
public final class Secret implements AutoCloseable {
    private static final String HIDDEN = "***";

    // Guarded by this; null when wiped.
    private byte[] bytes;

    private Secret(final byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Keeps a copy; the caller wipes its own.
     *
     * @throws IllegalArgumentException when there is nothing to keep.
     */
    public static Secret copyOf(final byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a secret has at least one byte");
        }
        return new Secret(bytes.clone());
    }

    /**
     * A copy, which the caller wipes after use.
     *
     * @throws IllegalStateException when it was wiped.
     */
    public synchronized byte[] copyBytes() {
        if (bytes == null) {
            throw new IllegalStateException("the secret was wiped");
        }
        return bytes.clone();
    }

    /** Overwrites the bytes; a second call does nothing. */
    public synchronized void wipe() {
        if (bytes != null) {
            Arrays.fill(bytes, (byte) 0);
            bytes = null;
        }
    }

    public synchronized boolean isWiped() {
        return bytes == null;
    }

    /** Wipes. */
    @Override
    public void close() {
        wipe();
    }

    /** Compares in a time that tells nothing of the bytes; a wiped secret equals only itself. */
    @Override
    public boolean equals(final Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Secret secret) || isWiped() || secret.isWiped()) {
            return false;
        }
        final byte[] mine = copyBytes();
        final byte[] its = secret.copyBytes();
        try {
            return MessageDigest.isEqual(mine, its);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(its, (byte) 0);
        }
    }

    /** The same for all: a hash in a log would help to guess. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.venue.credentials.SecretSource;
import io.novaring.venues.deribit.login.DeribitCredentials;
import io.novaring.venues.deribit.login.LoginGrant;
import java.util.Objects;

/**
 * With what a private connection logs in. No text shows any of it.
 *
 * @param secret is read when it is needed, not with the configuration.
 * @param session name of the session that tokens are for; empty: they are for the connection.
 * @param refresh false for a full login whenever a token comes to its end.
 */
public record CredentialSettings(
        String keyId, SecretSource secret, LoginGrant grant, String session, boolean refresh) {
    public CredentialSettings {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(session, "session");
    }

    /** By signature, for the connection alone, refreshed by token. */
    public CredentialSettings(final String keyId, final SecretSource secret) {
        this(keyId, secret, LoginGrant.CLIENT_SIGNATURE, "", true);
    }

    /**
     * Reads the secret.
     *
     * @throws io.novaring.engine.venue.credentials.SecretException when it cannot be had.
     * @throws IllegalArgumentException when the key's id is none.
     */
    public DeribitCredentials read() {
        final DeribitCredentials key =
                DeribitCredentials.of(keyId, secret).withGrant(grant).withRefresh(refresh);
        return session.isEmpty() ? key : key.withSession(session);
    }

    /** True when both log in with the same key from the same place. */
    boolean isSameKey(final CredentialSettings other) {
        return other != null && keyId.equals(other.keyId) && secret.equals(other.secret);
    }

    @Override
    public String toString() {
        return "CredentialSettings[***]";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import io.novaring.engine.venue.credentials.Secret;
import io.novaring.engine.venue.credentials.SecretSource;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An API key and how it is used. No text of this object shows any of it. Immutable but for its
 * secret, which its owner may wipe: no login is possible then. Any thread.
 */
public final class DeribitCredentials {
    private static final int CLIENT_ID_LENGTH_MAX = 64;
    private static final int SESSION_LENGTH_MAX = 32;

    private final byte[] clientId;
    private final Secret secret;
    private final LoginGrant grant;
    private final String session;
    private final boolean isRefreshed;

    private DeribitCredentials(
            final byte[] clientId,
            final Secret secret,
            final LoginGrant grant,
            final String session,
            final boolean isRefreshed) {
        this.clientId = clientId;
        this.secret = secret;
        this.grant = Objects.requireNonNull(grant, "grant");
        this.session = session;
        this.isRefreshed = isRefreshed;
    }

    /**
     * By signature, for the connection alone, refreshed by token. Reads the secret at once, so that
     * a wrong place is found at start.
     *
     * @param clientId as the venue shows it beside the key.
     * @throws io.novaring.engine.venue.credentials.SecretException when the secret cannot be had.
     */
    public static DeribitCredentials of(final String clientId, final SecretSource secret) {
        return of(clientId, secret.read());
    }

    /**
     * As {@link #of(String, SecretSource)}.
     *
     * @param secret kept as it is, and wiped by its owner when nobody logs in any more.
     */
    public static DeribitCredentials of(final String clientId, final Secret secret) {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(secret, "secret");
        // Not shown in the message: people put the secret here by mistake.
        if (clientId.isEmpty()
                || clientId.length() > CLIENT_ID_LENGTH_MAX
                || clientId.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    "the client id has not 1 to 64 printable ASCII characters without blanks: copy"
                            + " it from the page of the API key");
        }
        return new DeribitCredentials(
                clientId.getBytes(StandardCharsets.US_ASCII),
                secret,
                LoginGrant.CLIENT_SIGNATURE,
                null,
                true);
    }

    /** None: for replays, in which nobody logs in. */
    public static DeribitCredentials ofReplay() {
        return new DeribitCredentials(new byte[0], null, LoginGrant.CLIENT_SIGNATURE, null, false);
    }

    public DeribitCredentials withGrant(final LoginGrant newGrant) {
        return new DeribitCredentials(clientId, secret, newGrant, session, isRefreshed);
    }

    /**
     * Binds tokens to a session of this name in place of the connection. The venue allows 16
     * sessions for a key, and keeps one beyond the connection that opened it.
     *
     * @param name 1 to 32 letters, digits, - and _.
     */
    public DeribitCredentials withSession(final String name) {
        Objects.requireNonNull(name, "name");
        if (!name.matches("[A-Za-z0-9_-]{1," + SESSION_LENGTH_MAX + '}')) {
            throw new IllegalArgumentException(
                    "session name not 1 to 32 letters, digits, - and _: '" + name + '\'');
        }
        return new DeribitCredentials(clientId, secret, grant, name, isRefreshed);
    }

    /**
     * @param newRefreshed false for a full login whenever a token comes to its end.
     */
    public DeribitCredentials withRefresh(final boolean newRefreshed) {
        return new DeribitCredentials(clientId, secret, grant, session, newRefreshed);
    }

    byte[] clientId() {
        return clientId;
    }

    /**
     * @throws IllegalStateException when there are none.
     */
    Secret secret() {
        if (secret == null) {
            throw new IllegalStateException(
                    "there are no credentials to log in with: these are for replays");
        }
        return secret;
    }

    boolean hasSecret() {
        return secret != null && !secret.isWiped();
    }

    LoginGrant grant() {
        return grant;
    }

    /** Null for none. */
    String session() {
        return session;
    }

    boolean isRefreshed() {
        return isRefreshed;
    }

    @Override
    public String toString() {
        return "DeribitCredentials[***]";
    }
}

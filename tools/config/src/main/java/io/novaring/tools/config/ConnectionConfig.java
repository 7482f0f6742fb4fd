/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.profile.Profile;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.engine.venue.VenueClient;
import io.novaring.engine.venue.credentials.SecretException;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPrivateClient;
import io.novaring.venues.deribit.DeribitPublicClient;
import io.novaring.venues.deribit.login.DeribitCredentials;
import java.util.List;
import java.util.Objects;

/**
 * One connection: where to, how it behaves, and what it asks for.
 *
 * @param name in the file; connections are numbered in the order of their names.
 * @param venue its settings; Deribit is the only one.
 * @param channels asked for at the start, by the venue's names.
 * @param limits the venue's pools of credits that every connection has, each with what this one may
 *     use of it.
 * @param credentials null for a public connection.
 * @param account what a private connection is for; null for a public one.
 */
public record ConnectionConfig(
        String name,
        Role role,
        DeribitConfig venue,
        Profile profile,
        List<String> channels,
        List<LimitSettings> limits,
        CredentialSettings credentials,
        DeribitAccount account) {
    /** Which side of the venue. */
    public enum Role {
        PUBLIC,
        PRIVATE
    }

    public ConnectionConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(venue, "venue");
        Objects.requireNonNull(profile, "profile");
        channels = List.copyOf(channels);
        limits = List.copyOf(limits);
        if (role == Role.PRIVATE) {
            Objects.requireNonNull(credentials, "credentials");
            Objects.requireNonNull(account, "account");
        }
    }

    /** A public connection with the default profile and no channel. */
    public static ConnectionConfig of(final String name, final DeribitConfig venue) {
        return new ConnectionConfig(
                name,
                Role.PUBLIC,
                venue,
                Profile.FINANCIAL,
                List.of(),
                venueLimits(venue),
                null,
                null);
    }

    /** A private connection with the default profile and no channel but those of its account. */
    public static ConnectionConfig of(
            final String name,
            final DeribitConfig venue,
            final CredentialSettings credentials,
            final DeribitAccount account) {
        return new ConnectionConfig(
                name,
                Role.PRIVATE,
                venue,
                Profile.FINANCIAL,
                List.of(),
                venueLimits(venue),
                credentials,
                account);
    }

    public ConnectionConfig withProfile(final Profile newProfile) {
        return new ConnectionConfig(
                name, role, venue, newProfile, channels, limits, credentials, account);
    }

    public ConnectionConfig withChannels(final List<String> newChannels) {
        return new ConnectionConfig(
                name, role, venue, profile, newChannels, limits, credentials, account);
    }

    /**
     * A new client; one for each engine or replay. That of a private connection reads its secret.
     *
     * @throws InvalidConfigException when the secret cannot be had, or the key's id is none.
     */
    public VenueClient client() {
        if (role == Role.PUBLIC) {
            return new DeribitPublicClient(venue);
        }
        try {
            return new DeribitPrivateClient(venue, credentials.read(), account);
        } catch (final SecretException | IllegalArgumentException e) {
            throw new InvalidConfigException(
                    "connections." + name + ".credentials: " + e.getMessage());
        }
    }

    /** As {@link #client}, of one that cannot log in: for replays, and to ask about channels. */
    public VenueClient replayClient() {
        return role == Role.PUBLIC
                ? new DeribitPublicClient(venue)
                : new DeribitPrivateClient(venue, DeribitCredentials.ofReplay(), account);
    }

    static List<LimitSettings> venueLimits(final DeribitConfig venue) {
        return pools(venue).stream().map(pool -> new LimitSettings(pool, false)).toList();
    }

    static List<CreditPool> pools(final DeribitConfig venue) {
        return new DeribitPublicClient(venue).rateLimits().pools();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.profile.Profile;
import io.novaring.engine.venue.RateLimitHandler.CreditPool;
import io.novaring.engine.venue.VenueClient;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.util.List;
import java.util.Objects;

/**
 * One connection: where to, how it behaves, and what it asks for.
 *
 * @param name in the file; connections are numbered in the order of their names.
 * @param venue its settings; Deribit is the only one.
 * @param channels asked for at the start, by the venue's names.
 * @param limits the venue's pools of credits, each with what this connection may use of it.
 * @param credentials null for a public connection.
 */
public record ConnectionConfig(
        String name,
        Role role,
        DeribitConfig venue,
        Profile profile,
        List<String> channels,
        List<LimitSettings> limits,
        CredentialSettings credentials) {
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
    }

    /** A public connection with the default profile and no channel. */
    public static ConnectionConfig of(final String name, final DeribitConfig venue) {
        return new ConnectionConfig(
                name, Role.PUBLIC, venue, Profile.FINANCIAL, List.of(), venueLimits(venue), null);
    }

    public ConnectionConfig withProfile(final Profile newProfile) {
        return new ConnectionConfig(name, role, venue, newProfile, channels, limits, credentials);
    }

    public ConnectionConfig withChannels(final List<String> newChannels) {
        return new ConnectionConfig(name, role, venue, profile, newChannels, limits, credentials);
    }

    /**
     * A new client; one for each engine or replay.
     *
     * @throws InvalidConfigException when there is no client for the role.
     */
    public VenueClient client() {
        if (role == Role.PRIVATE) {
            throw new InvalidConfigException(
                    "connections."
                            + name
                            + ".role is private: this version has only the public side of the"
                            + " venue");
        }
        return new DeribitPublicClient(venue);
    }

    static List<LimitSettings> venueLimits(final DeribitConfig venue) {
        return pools(venue).stream().map(pool -> new LimitSettings(pool, false)).toList();
    }

    static List<CreditPool> pools(final DeribitConfig venue) {
        return new DeribitPublicClient(venue).rateLimits().pools();
    }
}

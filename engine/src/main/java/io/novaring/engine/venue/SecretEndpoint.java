/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import java.net.URI;
import java.util.regex.Pattern;

/** Where a secret may be sent to: encrypted, or not further than this machine. */
public final class SecretEndpoint {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

    private SecretEndpoint() {}

    /** By what the address says, without asking for a name. */
    public static boolean isSafe(final URI endpoint) {
        final boolean isLocal =
                endpoint.getHost() != null && LOOPBACK.matcher(endpoint.getHost()).matches();
        return "wss".equalsIgnoreCase(endpoint.getScheme()) || isLocal;
    }

    /** As {@link #check(URI)}, of a client that logs in. */
    public static void check(final VenueClient client) {
        if (client.auth().isRequired()) {
            check(client.connection().endpoint());
        }
    }

    /**
     * @throws IllegalArgumentException when a login there could be read by everybody on the way.
     */
    public static void check(final URI endpoint) {
        if (!isSafe(endpoint)) {
            // Without path and query, where keys may stand.
            throw new IllegalArgumentException(
                    "a login at "
                            + endpoint.getScheme()
                            + "://"
                            + endpoint.getHost()
                            + " would cross the network unencrypted: use wss (ws is for a simulator"
                            + " on localhost)");
        }
    }
}

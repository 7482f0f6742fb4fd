/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.net.URI;

/** Where one attempt goes to: an address of a venue, taken apart and checked. */
public record Endpoint(boolean secure, String host, int port, String resource) {
    private static final int PORT_MAX = 65_535;

    /** Fails when the address would lead elsewhere than it says, or unencrypted. */
    public static Endpoint of(final URI uri) throws IOException {
        final boolean secure = "wss".equalsIgnoreCase(uri.getScheme());
        final boolean known = secure || "ws".equalsIgnoreCase(uri.getScheme());
        // A host of null would be resolved to this machine.
        if (!known || uri.getHost() == null || uri.getPort() > PORT_MAX) {
            throw new IOException("an endpoint is ws or wss, a host and perhaps a port");
        }
        final int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(secure);
        final String path = uri.getRawPath();
        final String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        final String resource = (path == null || path.isEmpty() ? "/" : path) + query;
        return new Endpoint(secure, uri.getHost(), port, resource);
    }

    /** For events and logs: without query and user, where venues put keys. */
    public static String describe(final URI uri) {
        final String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        final String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + uri.getHost() + port + path;
    }

    /** Value of the upgrade request's Host header. */
    String hostHeader() {
        return port == defaultPort(secure) ? host : host + ":" + port;
    }

    private static int defaultPort(final boolean secure) {
        return secure ? 443 : 80;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.engine.connection.wire.TlsProvider;
import io.novaring.tools.config.NovaRingConfig;
import io.novaring.tools.simulator.tls.BadCertificate;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** The same servers, met by the other provider of TLS: nothing is taken that the JDK refuses. */
final class ConscryptCertificatesTest extends BadCertificatesTest {
    private static final SSLContext TRUST =
            TlsProvider.CONSCRYPT.context(BadCertificate.authorities());

    @Override
    SSLContext trust() {
        return TRUST;
    }

    @Test
    void shouldBeTheProviderThatIsMeant() {
        assertEquals("Conscrypt", trust().getProvider().getName());
        assertEquals("Conscrypt", TlsProvider.CONSCRYPT.context().getProvider().getName());
        assertEquals(
                "Conscrypt",
                NovaRingConfig.parse(
                                "connections.a.profile = standard, engine.tls-provider = conscrypt")
                        .engine()
                        .connections()
                        .tls()
                        .getProvider()
                        .getName());
        assertEquals("SunJSSE", TlsProvider.JDK.context().getProvider().getName());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who encrypts. Whom to trust is decided by the JDK either way: it walks the certificates' chain,
 * and compares the host's name with what they say.
 */
public enum TlsProvider {
    /** The JDK: nothing to add, 1.5 kB of garbage for each record that is read. */
    JDK,

    /**
     * BoringSSL through Conscrypt: 40 B of garbage a record, and TLS 1.2 only. In TLS 1.3 it gives
     * certificates to the JDK's checks under a name that these refuse, and checks of its own are
     * not wanted. Only where the program brings {@code org.conscrypt:conscrypt-openjdk-uber}; the
     * engine does not.
     */
    CONSCRYPT;

    private static final String CONSCRYPT_CLASS = "org.conscrypt.Conscrypt";
    private static final String CONSCRYPT_NAME = "Conscrypt";
    private static final String JDK_NAME = "SunJSSE";

    /** Trusts the authorities that the JDK trusts. */
    public SSLContext context() {
        return this == JDK ? Wire.defaultTrust() : context((KeyStore) null);
    }

    /**
     * Trusts the authorities in this store and nobody else; those of the JDK for null. The way to
     * go for every other provider too: trust managers of a library's own may leave the host's name
     * to others.
     *
     * @throws IllegalStateException when the library is not there.
     */
    public SSLContext context(final KeyStore authorities) {
        try {
            final TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", JDK_NAME);
            trust.init(authorities);
            final SSLContext context =
                    this == JDK
                            ? SSLContext.getInstance("TLS")
                            : SSLContext.getInstance("TLS", conscrypt());
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("TLS by " + this + " cannot be set up", e);
        }
    }

    /** True when certificates are not looked at in tasks, which another thread could run. */
    static boolean checksInUnwrap(final SSLContext context) {
        return !JDK_NAME.equals(context.getProvider().getName());
    }

    static String[] protocols(final SSLContext context) {
        return CONSCRYPT_NAME.equals(context.getProvider().getName())
                ? new String[] {"TLSv1.2"}
                : new String[] {"TLSv1.3", "TLSv1.2"};
    }

    /** By its name, so that nothing of the engine needs the library. */
    private static Provider conscrypt() {
        try {
            return (Provider) Class.forName(CONSCRYPT_CLASS).getMethod("newProvider").invoke(null);
        } catch (final ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "TLS by CONSCRYPT, and the library is not there or not for this system: add"
                            + " org.conscrypt:conscrypt-openjdk-uber to the class path, or take JDK",
                    e);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Shows one chain to everybody, right or wrong: a key store would refuse some. Immutable. */
final class FixedKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "simulator";

    private final PrivateKey key;
    private final X509Certificate[] chain;

    private FixedKey(final PrivateKey key, final X509Certificate[] chain) {
        this.key = key;
        this.chain = chain;
    }

    static SSLContext context(final PrivateKey key, final X509Certificate... chain)
            throws GeneralSecurityException {
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new FixedKey(key, chain)}, null, null);
        return context;
    }

    private String alias(final String keyType) {
        return keyType.startsWith(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String chooseEngineServerAlias(
            final String keyType, final Principal[] issuers, final SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public String chooseServerAlias(
            final String keyType, final Principal[] issuers, final Socket socket) {
        return alias(keyType);
    }

    @Override
    public String[] getServerAliases(final String keyType, final Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(final String keyType, final Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(
            final String[] keyTypes, final Principal[] issuers, final Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(final String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(final String alias) {
        return key;
    }
}

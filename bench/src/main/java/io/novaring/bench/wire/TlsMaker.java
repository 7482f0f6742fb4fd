/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.novaring.tools.simulator.tls.LoopbackCertificate;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;

/** Makers of a client's TLS engine; each trusts the certificate it is given and nobody else. */
enum TlsMaker {
    JDK {
        @Override
        SSLEngine client(final LoopbackCertificate certificate) {
            return certificate.clientContext().createSSLEngine(HOST, PORT);
        }
    },
    CONSCRYPT {
        @Override
        SSLEngine client(final LoopbackCertificate certificate) throws Exception {
            final SSLContext context = SSLContext.getInstance("TLS", Conscrypt.newProvider());
            context.init(null, trust(certificate).getTrustManagers(), null);
            return context.createSSLEngine(HOST, PORT);
        }
    },
    /** BoringSSL through netty-tcnative, as an SSLEngine and nothing else of Netty. */
    TCNATIVE {
        @Override
        SSLEngine client(final LoopbackCertificate certificate) throws Exception {
            final SslContext context =
                    SslContextBuilder.forClient()
                            .sslProvider(SslProvider.OPENSSL_REFCNT)
                            .trustManager(trust(certificate))
                            .build();
            return context.newEngine(UnpooledByteBufAllocator.DEFAULT, HOST, PORT);
        }
    };

    static final String HOST = "localhost";
    private static final int PORT = 443;

    /** Of Conscrypt the engine asks for TLS 1.2. */
    String protocol() {
        return this == CONSCRYPT ? "TLSv1.2" : "TLSv1.3";
    }

    abstract SSLEngine client(LoopbackCertificate certificate) throws Exception;

    private static TrustManagerFactory trust(final LoopbackCertificate certificate)
            throws Exception {
        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("venue", certificate.certificate());
        final TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory;
    }
}

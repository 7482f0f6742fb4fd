/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import io.novaring.tools.simulator.fault.FaultPlan;
import io.novaring.tools.simulator.tls.BadCertificate;
import java.net.http.HttpClient;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BadCertificateTest {
    @Test
    void shouldBeTrustedWhenNothingIsWrong() throws Exception {
        try (Simulator simulator = start(BadCertificate.goodServerContext(), FaultPlan.none());
                TestClient client = new TestClient(simulator.uri(), trusting())) {
            assertTrue(client.call("public/test", "{}").has("result"));
        }
    }

    @ParameterizedTest
    @EnumSource(BadCertificate.class)
    void shouldBeRefused(final BadCertificate certificate) {
        try (Simulator simulator = start(certificate.serverContext(), FaultPlan.none())) {
            final String reason = refusal(simulator);

            assertTrue(reason.contains(expected(certificate)), reason);
            assertEquals(0, simulator.counters().framesSent());
        }
    }

    private static String expected(final BadCertificate certificate) {
        return switch (certificate) {
            case EXPIRED, EXPIRED_AUTHORITY -> "NotAfter";
            case NOT_YET_VALID -> "NotBefore";
            case WRONG_HOST, ADDRESS_AS_NAME -> "No subject alternative names matching";
            case NO_ALTERNATIVE_NAME -> "No subject alternative names present";
            case SELF_SIGNED, UNKNOWN_AUTHORITY, TRUNCATED_CHAIN -> "unable to find valid";
            case IMPOSTOR_AUTHORITY, FORGED_SIGNATURE -> "signature check failed";
            case LEAF_AS_AUTHORITY -> "keyCertSign bit is not set";
            case AUTHORITY_AS_LEAF -> "KeyUsage does not allow digital signatures";
            case CHAIN_TOO_LONG -> "pathLenConstraint violated";
            case WRONG_PURPOSE -> "Extended key usage";
            case UNKNOWN_CRITICAL_EXTENSION -> "unrecognized critical extension";
            case MD5_SIGNATURE -> "MD5";
            case WEAK_KEY -> "RSA 768 bit";
            case STOLEN -> "Invalid CertificateVerify signature";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "ssl-3.0,SSL30",
        "tls-1.0,TLS10",
        "tls-1.1,TLS11",
        "null-cipher,TLS_RSA_WITH_NULL_SHA256",
        "anonymous-cipher,TLS_DH_anon",
        "compression,compression"
    })
    void shouldAgreeOnWhatNobodyMayAccept(final String variant, final String reason) {
        final FaultPlan plan =
                FaultPlan.builder()
                        .onConnection(1, Fault.of(FaultKind.TLS_SERVER_HELLO).withVariant(variant))
                        .build();
        try (Simulator simulator = start(BadCertificate.goodServerContext(), plan)) {
            final String refusal = refusal(simulator);

            assertTrue(refusal.contains(reason), refusal);
        }
    }

    /** Why the handshake failed, by the client's own account. */
    private static String refusal(final Simulator simulator) {
        final CompletionException refused =
                assertThrows(
                        CompletionException.class,
                        () -> new TestClient(simulator.uri(), trusting()).close());
        Throwable cause = refused;
        while (cause != null && !(cause instanceof SSLException)) {
            cause = cause.getCause();
        }
        assertNotNull(cause, () -> "refused for another reason: " + refused);
        Await.closes(simulator, CloseCause.CLIENT_LOST);
        final StringBuilder text = new StringBuilder();
        while (cause != null) {
            text.append(cause.getMessage()).append("; ");
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static HttpClient trusting() {
        return HttpClient.newBuilder().sslContext(BadCertificate.clientContext()).build();
    }

    private static Simulator start(final SSLContext tls, final FaultPlan plan) {
        return Simulator.start(
                SimulatorConfig.builder().ratePerSecond(0).tls(tls).faults(plan).build());
    }
}

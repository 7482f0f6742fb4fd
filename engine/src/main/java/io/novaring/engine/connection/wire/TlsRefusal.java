/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says why TLS failed, in words for whoever has to mend it. */
public final class TlsRefusal {
    private static final int TEXT_LENGTH_MAX = 400;
    private static final int CAUSES_MAX = 16;

    private TlsRefusal() {}

    /** What is wrong, and the JDK's own words for it. */
    public static String describe(final SSLException failure) {
        Throwable deepest = failure;
        String words = "";
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            final String found = wordsFor(cause);
            words = found.isEmpty() ? words : found;
            deepest = cause.getMessage() == null ? deepest : cause;
            cause = cause.getCause();
        }
        final String own = String.valueOf(deepest.getMessage());
        final String text = words.isEmpty() ? own : words + " (" + own + ")";
        return text.length() <= TEXT_LENGTH_MAX ? text : text.substring(0, TEXT_LENGTH_MAX);
    }

    private static String wordsFor(final Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            return "the server's certificate, or one above it, has expired; or this clock is wrong";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "the server's certificate is not valid yet; or this clock is wrong";
        }
        if (cause instanceof CertPathValidatorException path) {
            return switch (path.getReason().toString()) {
                case "ALGORITHM_CONSTRAINED" ->
                        "the server's certificate has a key or a signature that is too weak";
                case "INVALID_SIGNATURE" -> "the server's certificate has a forged signature";
                default -> "the server's certificate does not follow from a trusted authority";
            };
        }
        return wordsFor(String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT));
    }

    private static String wordsFor(final String message) {
        if (message.contains("subject alternative") || message.contains("no name matching")) {
            return "the server's certificate is not for this host";
        }
        if (message.contains("unable to find valid certification path")) {
            return "no trusted authority has issued the server's certificate";
        }
        if (message.contains("extended key usage") || message.contains("keyusage")) {
            return "the server's certificate is not for servers";
        }
        if (message.contains("certificateverify") || message.contains("internal:bad_signature")) {
            return "the server does not have the key of its certificate";
        }
        if (message.contains("algorithm constraints") || message.contains("algorithmconstraints")) {
            return "the server's certificate has a key or a signature that is too weak";
        }
        if (message.contains("server chose") || message.contains("protocol_version")) {
            return "the server speaks no TLS that is safe: 1.2 or 1.3 is needed";
        }
        if (message.contains("plaintext connection")
                || message.contains("unable to parse tls packet header")) {
            return "the server does not speak TLS";
        }
        return "";
    }
}

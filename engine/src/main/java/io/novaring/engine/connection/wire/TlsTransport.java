/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS through {@link SSLEngine}: version 1.2 or 1.3, host name checked, AES-GCM only.
 *
 * <p>Heap buffers on both sides: the JDK's engine allocates 1.5 kB a record with them and 2.2 kB
 * with direct ones. It is the only allocation of the engine's steady path, and it is the JDK's.
 */
final class TlsTransport implements Transport {
    private static final Logger LOG = LoggerFactory.getLogger(TlsTransport.class);
    private static final String HTTPS = "HTTPS";
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    // Records without content move the stream but fill nothing: a read must still come to an end.
    private static final int FILLS_PER_READ_MAX = 16;
    // So many records of full length in one read of the socket.
    private static final int RECORDS_PER_FILL = 8;
    private static final int RECORD_HEADER_LENGTH = 5;
    private static final int RECORD_LENGTH_AT = 3;

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final CertificatePins pins;
    private final Executor taskExecutor;
    private final int packetLength;
    private final ByteBuffer netIn;
    private final ByteBuffer netOut;

    // Looks at what the peer shows within unwrap, and not in tasks of its own.
    private final boolean checksInUnwrap;

    private boolean handshakeDone;
    private boolean isPinned;
    private boolean peerEnded;
    private boolean isDrained;

    // Written by the task executor's thread, read by the I/O thread.
    private volatile boolean taskRunning;
    private volatile String pinRefusal;

    // Written by that thread before taskRunning is, read by the I/O thread behind it.
    private SSLEngineResult handshakeResult;
    private SSLException handshakeFailure;

    TlsTransport(
            final SocketChannel channel,
            final SSLContext context,
            final CertificatePins pins,
            final String host,
            final int port,
            final Executor taskExecutor)
            throws SSLException {
        this.channel = channel;
        this.taskExecutor = taskExecutor;
        this.pins = pins;
        this.isPinned = pins.isEmpty();
        this.engine = context.createSSLEngine(host, port);
        this.checksInUnwrap = TlsProvider.checksInUnwrap(context);
        engine.setUseClientMode(true);
        final SSLParameters parameters = engine.getSSLParameters();
        // SSLEngine checks no host name unless told to.
        parameters.setEndpointIdentificationAlgorithm(HTTPS);
        parameters.setProtocols(TlsProvider.protocols(context));
        parameters.setCipherSuites(aesGcm(engine.getSupportedCipherSuites()));
        engine.setSSLParameters(parameters);
        packetLength = engine.getSession().getPacketBufferSize();
        netIn = ByteBuffer.allocate(packetLength * RECORDS_PER_FILL);
        netIn.flip();
        netOut = ByteBuffer.allocate(packetLength * 2);
        engine.beginHandshake();
    }

    /** ChaCha20 costs 57 us and 35 kB of garbage for a 16-kB record on JDK 17; AES-GCM 3 us. */
    private static String[] aesGcm(final String[] supported) {
        final List<String> suites = new ArrayList<>();
        for (final String suite : supported) {
            final boolean forwardSecret =
                    suite.startsWith("TLS_AES_") || suite.startsWith("TLS_ECDHE_");
            if (forwardSecret && suite.contains("_GCM_") && suite.contains("AES")) {
                suites.add(suite);
            }
        }
        // AES-128 first: it is faster and no weaker where it matters.
        suites.sort((a, b) -> Boolean.compare(b.contains("AES_128"), a.contains("AES_128")));
        return suites.toArray(new String[0]);
    }

    @Override
    public boolean handshake() throws IOException {
        while (!handshakeDone) {
            flushNet();
            if (taskRunning) {
                return false;
            }
            if (handshakeFailure != null) {
                throw handshakeFailure;
            }
            final boolean goesOn =
                    switch (engine.getHandshakeStatus()) {
                        case NEED_TASK -> startTask();
                        case NEED_WRAP -> wrapHandshake();
                        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapHandshake();
                        default -> finish();
                    };
            if (!goesOn) {
                return false;
            }
        }
        flushNet();
        return true;
    }

    /** The server is trusted; whether it is the one that is meant, its keys say. */
    private boolean finish() throws SSLException {
        final SSLParameters parameters = engine.getSSLParameters();
        if (!HTTPS.equals(parameters.getEndpointIdentificationAlgorithm())) {
            throw new SSLException("the host's name was not checked: something changed TLS");
        }
        if (!isPinned && pinRefusal == null) {
            final Certificate[] shown = engine.getSession().getPeerCertificates();
            return start(() -> pinRefusal = pins.refusal(shown));
        }
        if (!isPinned && !pinRefusal.isEmpty()) {
            if (!pins.isReportOnly()) {
                throw new SSLException(pinRefusal);
            }
            LOG.warn("pins are only reported: {}", pinRefusal);
        }
        isPinned = true;
        handshakeDone = true;
        return true;
    }

    private boolean wrapHandshake() throws IOException {
        return switch (wrap(EMPTY).getStatus()) {
            case OK -> true;
            case BUFFER_OVERFLOW -> flushNet() > 0;
            default -> throw new SSLException("the peer closed the TLS handshake");
        };
    }

    private boolean unwrapHandshake() throws IOException {
        if (checksInUnwrap && handshakeResult == null) {
            return hasWholeRecord() ? start(this::unwrapElsewhere) : fillForHandshake();
        }
        final SSLEngineResult result = checksInUnwrap ? handshakeResult : unwrap(EMPTY);
        handshakeResult = null;
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> fillForHandshake();
            case BUFFER_OVERFLOW -> throw new SSLException("data before the handshake was over");
            case CLOSED -> throw new SSLException("the peer closed the TLS handshake");
        };
    }

    private boolean fillForHandshake() throws IOException {
        final int count = fillNet();
        if (count < 0) {
            throw new SSLException("the peer ended the TCP connection in the handshake");
        }
        return count > 0;
    }

    private void unwrapElsewhere() {
        try {
            // With room for data, or Conscrypt forgets why a certificate was refused.
            handshakeResult = unwrap(ByteBuffer.allocate(packetLength));
            if (handshakeResult.bytesProduced() > 0) {
                handshakeFailure = new SSLException("data before the handshake was over");
            }
        } catch (final SSLException e) {
            handshakeFailure = e;
        }
    }

    /** Certificate checks take milliseconds: other connections must not wait for them. */
    private boolean startTask() throws SSLException {
        final Runnable task = engine.getDelegatedTask();
        return task != null && start(task);
    }

    /** Always false: what it finds is looked at in a later cycle. */
    private boolean start(final Runnable task) throws SSLException {
        taskRunning = true;
        try {
            taskExecutor.execute(
                    () -> {
                        try {
                            task.run();
                        } finally {
                            taskRunning = false;
                        }
                    });
        } catch (final RejectedExecutionException e) {
            throw new SSLException("no thread is free for the certificate check", e);
        }
        return false;
    }

    @Override
    public int read(final ByteBuffer target) throws IOException {
        int total = 0;
        int fills = 0;
        isDrained = false;
        while (target.hasRemaining()) {
            if (hasWholeRecord()) {
                final SSLEngineResult result = unwrap(target);
                total += result.bytesProduced();
                switch (result.getStatus()) {
                    case OK -> {
                        afterUnwrap(result.getHandshakeStatus());
                        if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                            return total;
                        }
                        continue;
                    }
                    case BUFFER_OVERFLOW -> {
                        return total;
                    }
                    case CLOSED -> {
                        peerEnded = true;
                        return total > 0 ? total : END_OF_STREAM;
                    }
                    default -> {
                        // Underflow: the engine wants to see more of it.
                    }
                }
            }
            if (isDrained || fills++ == FILLS_PER_READ_MAX) {
                return total;
            }
            final int filled = fillNet();
            if (filled <= 0) {
                isDrained = true;
                return total > 0 || filled == 0 ? total : END_OF_STREAM;
            }
            isDrained = netIn.limit() < netIn.capacity();
        }
        isDrained = false;
        return total;
    }

    @Override
    public boolean isDrained() {
        return isDrained;
    }

    /** Asking the engine makes an object each time. What cannot be a record is left to it. */
    private boolean hasWholeRecord() {
        final int count = netIn.remaining();
        if (count < RECORD_HEADER_LENGTH) {
            return false;
        }
        final int length = netIn.getShort(netIn.position() + RECORD_LENGTH_AT) & 0xFFFF;
        final int recordLength = RECORD_HEADER_LENGTH + length;
        return count >= recordLength || recordLength > packetLength;
    }

    /** TLS 1.3 sends tickets, and key updates that want an answer, behind the handshake. */
    private void afterUnwrap(final HandshakeStatus status) throws IOException {
        if (status == HandshakeStatus.NEED_WRAP) {
            // No room means that the peer asks for much and reads nothing: it gets no answer.
            wrap(EMPTY);
            flushNet();
        } else if (status == HandshakeStatus.NEED_TASK) {
            throw new SSLException("the peer wants to negotiate again");
        }
    }

    private int fillNet() throws IOException {
        if (peerEnded) {
            return END_OF_STREAM;
        }
        netIn.compact();
        final int count;
        try {
            count = channel.read(netIn);
        } finally {
            netIn.flip();
        }
        if (count < 0) {
            peerEnded = true;
        }
        return count;
    }

    @Override
    public int write(final ByteBuffer source) throws IOException {
        int count = flushNet();
        while (source.hasRemaining() && netOut.position() == 0) {
            final SSLEngineResult result = wrap(source);
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new SSLException("the TLS session is closed");
            }
            if (result.bytesProduced() == 0) {
                // The engine wants something else first; the next read finds out what.
                break;
            }
            count += flushNet();
        }
        return count;
    }

    @Override
    public boolean hasPendingWrites() {
        return netOut.position() > 0;
    }

    private int flushNet() throws IOException {
        if (netOut.position() == 0) {
            return 0;
        }
        netOut.flip();
        try {
            return channel.write(netOut);
        } finally {
            netOut.compact();
        }
    }

    // What a peer sends may trip a bug of the JDK's engine; it must not end the I/O thread.
    private SSLEngineResult unwrap(final ByteBuffer target) throws SSLException {
        try {
            return engine.unwrap(netIn, target);
        } catch (final RuntimeException e) {
            throw new SSLException("TLS cannot read what the peer sent", e);
        }
    }

    private SSLEngineResult wrap(final ByteBuffer source) throws SSLException {
        try {
            return engine.wrap(source, netOut);
        } catch (final RuntimeException e) {
            throw new SSLException("TLS cannot answer what the peer sent", e);
        }
    }

    @Override
    public boolean wantsDirectBuffers() {
        return false;
    }

    /** Sends close_notify behind what waits, or the alert of a handshake that failed. */
    @Override
    public void end() throws IOException {
        if (taskRunning) {
            return;
        }
        engine.closeOutbound();
        while (!engine.isOutboundDone() && wrap(EMPTY).bytesProduced() > 0) {
            // Until all is wrapped, or the buffer is full.
        }
        flushNet();
    }
}

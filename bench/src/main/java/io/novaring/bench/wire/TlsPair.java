/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.wire;

import com.sun.management.ThreadMXBean;
import io.novaring.tools.simulator.tls.LoopbackCertificate;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * A server that writes records, always the JDK's, and a client that reads them, on one thread and
 * without a socket. Suites and protocol are those the engine asks for.
 */
final class TlsPair {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
    };
    private static final int ROOM = 32 << 10;
    private static final int READ_LENGTH = 256 << 10;

    private final SSLEngine server;
    private final SSLEngine client;
    private final ByteBuffer source;
    private final ByteBuffer plain;
    private final ByteBuffer records;
    private final ByteBuffer target;
    private final int recordCount;

    private double nsPerRecord;
    private double bytesPerRecord;

    TlsPair(
            final TlsMaker maker,
            final LoopbackCertificate certificate,
            final boolean direct,
            final int recordLength,
            final int recordCount)
            throws Exception {
        this.recordCount = recordCount;
        server = certificate.serverContext().createSSLEngine();
        server.setUseClientMode(false);
        client = maker.client(certificate);
        client.setUseClientMode(true);
        final SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {maker.protocol()});
        client.setSSLParameters(parameters);
        final SSLParameters served = server.getSSLParameters();
        served.setCipherSuites(SUITES);
        server.setSSLParameters(served);
        source = ByteBuffer.allocate(recordLength);
        plain = ByteBuffer.allocate(ROOM);
        records = allocate(recordCount * (recordLength + 64) + ROOM, direct);
        target = allocate(READ_LENGTH, direct);
        shakeHands();
    }

    private static ByteBuffer allocate(final int length, final boolean direct) {
        return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
    }

    private void shakeHands() throws SSLException {
        final ByteBuffer toServer = ByteBuffer.allocate(ROOM);
        final ByteBuffer toClient = ByteBuffer.allocate(ROOM);
        server.beginHandshake();
        client.beginHandshake();
        for (int i = 0; i < 100; i++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
            if (isIdle(client) && isIdle(server) && toClient.position() == 0) {
                return;
            }
        }
        throw new SSLException("no handshake");
    }

    private static boolean isIdle(final SSLEngine engine) {
        return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    private void step(final SSLEngine engine, final ByteBuffer in, final ByteBuffer out)
            throws SSLException {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        } else {
            in.flip();
            plain.clear();
            engine.unwrap(in, plain);
            in.compact();
        }
    }

    /** Writes so many records, untimed, and reads them. */
    void round() throws SSLException {
        records.clear();
        for (int i = 0; i < recordCount; i++) {
            source.clear();
            server.wrap(source, records);
        }
        records.flip();
        final long threadId = Thread.currentThread().getId();
        final long before = THREADS.getThreadAllocatedBytes(threadId);
        final long startNs = System.nanoTime();
        final long produced = readAll();
        final long tookNs = System.nanoTime() - startNs;
        final long allocated = THREADS.getThreadAllocatedBytes(threadId) - before;
        if (produced != (long) source.capacity() * recordCount) {
            throw new SSLException("read " + produced + " bytes");
        }
        nsPerRecord = (double) tookNs / recordCount;
        bytesPerRecord = (double) allocated / recordCount;
    }

    private long readAll() throws SSLException {
        long produced = 0;
        target.clear();
        while (records.hasRemaining()) {
            if (target.remaining() < ROOM) {
                target.clear();
            }
            final SSLEngineResult result = client.unwrap(records, target);
            produced += result.bytesProduced();
            if (result.getStatus() != SSLEngineResult.Status.OK) {
                throw new SSLException(result.toString());
            }
        }
        return produced;
    }

    double nsPerRecord() {
        return nsPerRecord;
    }

    double bytesPerRecord() {
        return bytesPerRecord;
    }
}

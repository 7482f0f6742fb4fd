/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import io.novaring.bench.pack.Child;
import io.novaring.bench.pack.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The server and all clients of a measurement. */
final class Rig implements AutoCloseable {
    static final String OURS = "novaring";
    static final String JOURNALLED = "novaring-journal";
    static final String PLAIN = "java-websocket";
    static final String JDK = "jdk";
    static final String XCHANGE = "xchange";
    static final String CCXT = "ccxt";
    static final String WALK = "frame-walk";

    private static final int TIMEOUT_SECONDS = 120;

    /** To its own watchdog a process that is stopped between its turns looks stuck. */
    private static final String[] FLAGS = {
        "-Xms512m", "-Xmx1g", "-Dorg.slf4j.simpleLogger.log.io.novaring.engine.Engine=error"
    };

    private final Run run;
    private final Child server;
    private final String hash;
    private final String base;
    private final String instruments;
    private final int port;
    private final int messageLength;
    private final Path journal;
    private final Map<String, Contender> contenders = new LinkedHashMap<>();

    Rig(final Run run) throws IOException {
        this.run = run;
        server = run.java(FLAGS, FeedServer.class);
        instruments = server.await("instruments", TIMEOUT_SECONDS);
        messageLength = Integer.parseInt(server.await("length", TIMEOUT_SECONDS));
        hash = server.await("hash", TIMEOUT_SECONDS);
        base = server.await("base", TIMEOUT_SECONDS);
        port = Integer.parseInt(server.await("port", TIMEOUT_SECONDS));
        journal = Files.createDirectory(run.memoryFolder().resolve("journal"));
    }

    /** Where the journal is, in words. */
    String journalPlace() {
        return run.memoryFolder().equals(run.folder()) ? "on disk" : "on tmpfs";
    }

    /** Bytes of a message on average. */
    int messageLength() {
        return messageLength;
    }

    /** Starts a client, lets it warm up and has it wait. */
    void add(final String name, final double warmUpSeconds)
            throws IOException, InterruptedException {
        run.progress("%s warms up", name);
        final Contender contender = new Contender(name, start(name), server);
        contenders.put(name, contender);
        contender.warmUp(warmUpSeconds, warmUpSeconds / 3, ClientPart.RATE);
        contender.pause();
    }

    private Child start(final String name) throws IOException {
        final Class<?> main =
                switch (name) {
                    case OURS, JOURNALLED -> EngineClient.class;
                    case PLAIN -> PlainClient.class;
                    case JDK -> JdkClient.class;
                    case XCHANGE -> XChangeClient.class;
                    case CCXT -> CcxtClient.class;
                    default -> WalkClient.class;
                };
        return run.java(
                FLAGS,
                main,
                "ws://127.0.0.1:" + port + FeedLink.PATH + name,
                base,
                instruments,
                JOURNALLED.equals(name) ? journal.toString() : "");
    }

    Contender get(final String name) {
        return contenders.get(name);
    }

    boolean has(final String name) {
        return contenders.containsKey(name);
    }

    List<String> names() {
        return new ArrayList<>(contenders.keySet());
    }

    /** Ends all clients; none may have lost or mistaken anything. */
    void check() throws IOException, InterruptedException {
        for (final Map.Entry<String, Contender> each : contenders.entrySet()) {
            each.getValue().end(WALK.equals(each.getKey()) ? "-" : hash);
        }
        run.progress("all clients ended with the same books, every message counted");
    }

    @Override
    public void close() throws IOException {
        for (final Contender contender : contenders.values()) {
            contender.close();
        }
        server.close();
        try (Stream<Path> files = Files.walk(journal)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

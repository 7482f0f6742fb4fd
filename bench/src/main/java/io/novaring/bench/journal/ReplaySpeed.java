/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.journal;

import com.sun.management.ThreadMXBean;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.Replay;
import io.novaring.engine.ReplayResult;
import io.novaring.journal.JournalConfig;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalWriter;
import io.novaring.tools.simulator.Simulator;
import io.novaring.tools.simulator.SimulatorConfig;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.DeribitPublicClient;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * A recorded session read and replayed, against Chronicle's own tailer that copies the same records
 * into an array, one document each. Our reader checks every record; a replay decodes every message
 * again, runs the four stages and a handler, and compares what they decide with the recording.
 * Rounds alternate; both read what the kernel has in memory.
 */
public final class ReplaySpeed {
    private static final int INSTRUMENTS = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Path journal;
    private final Path queue;
    private final long count;
    private final DeribitConfig config;
    private double bytesAllocated;

    private ReplaySpeed(
            final Path journal, final Path queue, final long count, final DeribitConfig config) {
        this.journal = journal;
        this.queue = queue;
        this.count = count;
        this.config = config;
    }

    /** Arguments: rounds (5), events (2000000), folder (bench/target/journal). */
    public static void main(final String[] arguments) throws Exception {
        final boolean isTold = Told.isTold(arguments);
        if (isTold) {
            arguments[0] = "0";
        }
        final int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        final long count = arguments.length > 1 ? Long.parseLong(arguments[1]) : 2_000_000;
        final Path parent = Path.of(arguments.length > 2 ? arguments[2] : "bench/target/journal");
        try (Folder folder = Folder.in(parent)) {
            final Path journal = folder.path().resolve("journal");
            final Path queue = folder.path().resolve("queue");
            final DeribitConfig config = record(journal, count);
            final long events = copy(journal, queue);
            print("%,d events recorded", events);
            final ReplaySpeed speed = new ReplaySpeed(journal, queue, events, config);
            if (isTold) {
                // Million events a second.
                Told.serve(() -> new double[] {speed.tail(), speed.read(), speed.replay()});
            } else {
                speed.run(rounds);
            }
        }
    }

    private void run(final int rounds) {
        final Ratio reading = new Ratio("reader, M events/s", rounds);
        final Ratio replaying = new Ratio("replay, M events/s", rounds);
        double readBytes = 0;
        double replayBytes = 0;
        for (int round = -1; round < rounds; round++) {
            final double tailer = tail();
            final double reader = read();
            readBytes += round < 0 ? 0 : bytesAllocated / rounds;
            final double replay = replay();
            replayBytes += round < 0 ? 0 : bytesAllocated / rounds;
            print(
                    "round %d: tailer %.2f, reader %.2f, replay %.2f M events/s",
                    round + 1, tailer, reader, replay);
            if (round >= 0) {
                reading.add(reader, tailer);
                replaying.add(replay, tailer);
            }
        }
        print("against Chronicle's tailer:");
        print("  %s", reading);
        print("  %s", replaying);
        print(
                "bytes allocated per event: reader %.4f, replay %.4f (start-up included)",
                readBytes, replayBytes);
    }

    private static DeribitConfig record(final Path journal, final long count)
            throws InterruptedException {
        final SimulatorConfig exchange =
                SimulatorConfig.builder()
                        .seed(1)
                        .instruments(INSTRUMENTS)
                        .ratePerSecond(SimulatorConfig.UNLIMITED)
                        .rawNeedsLogin(false)
                        .build();
        try (Simulator simulator = Simulator.start(exchange);
                JournalWriter writer = JournalWriter.open(journal, JournalConfig.DEFAULTS)) {
            final DeribitConfig config = DeribitConfig.of(simulator.uri());
            final EngineContext context =
                    new EngineContext().client(new DeribitPublicClient(config)).journal(writer);
            try (Engine engine = Engine.launch(context)) {
                final List<String> channels = new ArrayList<>();
                for (final String name : simulator.instruments()) {
                    channels.add("book." + name + ".raw");
                    channels.add("trades." + name + ".raw");
                    channels.add("ticker." + name + ".raw");
                    channels.add("quote." + name);
                }
                engine.subscribe(0, channels);
                while (writer.recordedCount() < count) {
                    Thread.sleep(10);
                }
            }
            return config;
        }
    }

    /** The same records for the peer; returns how many there are. */
    private static long copy(final Path journal, final Path queuePath) {
        final MarketEvent event = new MarketEvent();
        try (JournalReader reader = JournalReader.open(journal);
                ChronicleQueue target = queue(queuePath);
                ExcerptAppender appender = target.createAppender()) {
            byte[] record = new byte[1 << 16];
            while (reader.next(event)) {
                final int length = event.rawLength + Samples.RECORD_EXTRA;
                record = record.length < length ? new byte[length * 2] : record;
                System.arraycopy(event.raw, 0, record, 76, event.rawLength);
                try (DocumentContext document = appender.writingDocument()) {
                    document.wire().bytes().write(record, 0, length);
                }
            }
            return reader.nextSequence();
        }
    }

    private static ChronicleQueue queue(final Path path) {
        final long openedMs = System.currentTimeMillis();
        return SingleChronicleQueueBuilder.binary(path.toFile())
                .rollCycle(RollCycles.FAST_DAILY)
                .blockSize(64 << 20)
                .timeProvider(() -> openedMs)
                .build();
    }

    private double tail() {
        final byte[] record = new byte[1 << 20];
        long read = 0;
        long length = 0;
        final long startNs = System.nanoTime();
        try (ChronicleQueue source = queue(queue);
                ExcerptTailer tailer = source.createTailer()) {
            while (true) {
                try (DocumentContext document = tailer.readingDocument()) {
                    if (!document.isPresent()) {
                        break;
                    }
                    final Bytes<?> bytes = document.wire().bytes();
                    length += bytes.read(record, 0, (int) bytes.readRemaining());
                    read++;
                }
            }
        }
        return rate(read, length, startNs);
    }

    private double read() {
        final MarketEvent event = new MarketEvent();
        long length = 0;
        final long beforeBytes = THREADS.getCurrentThreadAllocatedBytes();
        final long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next(event)) {
                length += event.rawLength;
            }
            final double rate = rate(reader.nextSequence(), length, startNs);
            bytesAllocated =
                    (double) (THREADS.getCurrentThreadAllocatedBytes() - beforeBytes) / count;
            return rate;
        }
    }

    private double replay() {
        final long[] seen = {0};
        final EngineContext context =
                new EngineContext()
                        .client(new DeribitPublicClient(config))
                        .handler("count", (event, sequence, isEndOfBatch) -> seen[0]++);
        final long beforeBytes = THREADS.getCurrentThreadAllocatedBytes();
        final long startNs = System.nanoTime();
        try (JournalReader reader = JournalReader.open(journal)) {
            final ReplayResult result = new Replay(context, reader).run();
            final long sealed = reader.seal().orElseThrow().stateHash();
            if (result.stateHash() != sealed) {
                throw new IllegalStateException("the replay differs: " + result);
            }
        }
        final double rate = rate(seen[0], 1, startNs);
        bytesAllocated = (double) (THREADS.getCurrentThreadAllocatedBytes() - beforeBytes) / count;
        return rate;
    }

    /** Million events a second. */
    private double rate(final long read, final long length, final long startNs) {
        final long elapsedNs = System.nanoTime() - startNs;
        if (read != count || length == 0) {
            throw new IllegalStateException(read + " events read of " + count);
        }
        return read * 1e3 / elapsedNs;
    }

    private static void print(final String format, final Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Row;
import io.novaring.bench.pack.Run;
import io.novaring.bench.pack.Spread;
import io.novaring.bench.pack.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Decoding and encoding beside other libraries, native ones too, and beside floors. */
public final class DecodePart implements Part {
    private static final String EXCLUDES =
            "the copy from the socket's buffer, for nobody; texts, which peers pass over";

    private static final List<FrameKind> SMALL =
            List.of(FrameKind.QUOTE, FrameKind.TRADE, FrameKind.BOOK_SMALL);
    private static final List<FrameKind> LARGE = List.of(FrameKind.TICKER, FrameKind.BOOK_LARGE);

    private static final List<String> OURS = List.of(Decoder.NOVARING.label());
    private static final List<String> GENERAL = List.of(Decoder.GENERAL.label());
    private static final List<String> SUMS = List.of("byteSum", "wordSum");
    private static final List<String> SCAN = List.of("structuralScan");
    private static final List<String> PEERS =
            Stream.of(Decoder.values()).filter(Decoder::isPeer).map(Decoder::label).toList();

    @Override
    public String name() {
        return "decode";
    }

    @Override
    public String summary() {
        return "one frame into one event, and one order into bytes: peers, native peers, floors";
    }

    @Override
    public void measure(final Run run) throws Exception {
        final List<String> refusals = new ArrayList<>();
        final List<NativeDecoder> natives = NativeDecoder.compile(run.folder(), refusals);
        refusals.forEach(refusal -> run.progress("%s", refusal));
        final List<Decoder> decoders = decoders(run);
        final List<KindTimes> times = new ArrayList<>();
        for (final FrameKind kind : FrameKind.values()) {
            final boolean isOfGoals = FrameKind.OF_GOALS.contains(kind);
            if (isOfGoals || !run.isQuick()) {
                final KindTimes measured =
                        KindTimes.measure(
                                run,
                                kind,
                                frames(run, kind),
                                decoders,
                                natives,
                                isOfGoals ? run.rounds() : 1);
                figures(run, measured);
                if (isOfGoals) {
                    times.add(measured);
                }
            }
        }
        rows(run, times, natives, refusals);
        EncodeRows.measure(run);
    }

    private static List<Decoder> decoders(final Run run) {
        if (run.isQuick()) {
            run.progress("quick: of the peers only the strongest two");
            return Decoder.contenders();
        }
        final List<Decoder> decoders = new ArrayList<>();
        for (final Decoder decoder : Decoder.values()) {
            if (decoder.hindrance() == null) {
                decoders.add(decoder);
            } else {
                run.progress("%s is not run: %s", decoder.label(), decoder.hindrance());
            }
        }
        return decoders;
    }

    private static Path frames(final Run run, final FrameKind kind) throws Exception {
        final FrameFile file = FrameFile.of(FrameSource.collect(kind, FrameFile.FRAMES));
        final int[] lengths = file.lengths();
        Arrays.sort(lengths);
        run.progress(
                "%s: %d frames of %d to %d bytes, half of them at most %d",
                kind.label(),
                lengths.length,
                lengths[0],
                lengths[lengths.length - 1],
                lengths[lengths.length / 2]);
        final Path path = run.folder().resolve(kind.label() + ".frames");
        file.write(path);
        return path;
    }

    private static void figures(final Run run, final KindTimes times) {
        for (final String name : times.names()) {
            run.figure(times.kind().label() + ", " + name, times.spread(name), "ns a frame");
        }
    }

    private static void rows(
            final Run run,
            final List<KindTimes> times,
            final List<NativeDecoder> natives,
            final List<String> refusals) {
        for (final KindTimes of : times) {
            run.figure(
                    of.kind().label() + ", best Java peer ÷ ours",
                    ratio(List.of(of), PEERS, OURS),
                    "");
        }
        run.row(
                new Row(
                        1,
                        "decode: best Java peer ÷ ours, geometric mean over "
                                + "quote, trade, ticker, small and large book",
                        Target.atLeast(3, ""),
                        ratio(times, PEERS, OURS),
                        EXCLUDES));
        run.row(
                new Row(
                        1,
                        "decode without templates: best Java peer ÷ ours",
                        Target.atLeast(1, ""),
                        ratio(times, PEERS, GENERAL),
                        EXCLUDES));
        run.row(
                new Row(
                        2,
                        "decode ÷ sum of the bytes: quote, trade, small book",
                        Target.atMost(6, ""),
                        ratio(of(times, SMALL), OURS, SUMS),
                        EXCLUDES));
        run.row(
                new Row(
                        2,
                        "decode ÷ sum of the bytes: ticker, large book",
                        Target.atMost(9, ""),
                        ratio(of(times, LARGE), OURS, SUMS),
                        EXCLUDES));
        run.row(
                new Row(
                        2,
                        "decode ÷ scalar scan for structure",
                        Target.atMost(0.35, ""),
                        ratio(times, OURS, SCAN),
                        EXCLUDES));
        final List<String> names = natives.stream().map(NativeDecoder::name).toList();
        run.row(
                new Row(
                        3,
                        "decode ÷ "
                                + (names.isEmpty()
                                        ? "native: none is here"
                                        : "best native of " + String.join(", ", names)),
                        Target.atMost(1, ""),
                        ratio(times, OURS, names),
                        EXCLUDES
                                + "; the call from Java, which native decoders would need"
                                + String.join("", refusals.stream().map(r -> "; " + r).toList())));
        run.row(
                new Row(
                        4,
                        "allocation of decoding, the most of any kind",
                        Target.atMost(0.01, "B/op"),
                        Spread.of(
                                new double[] {
                                    times.stream()
                                            .mapToDouble(KindTimes::bytesAllocated)
                                            .max()
                                            .orElse(Double.NaN)
                                },
                                0),
                        "start-up"));
    }

    private static List<KindTimes> of(final List<KindTimes> times, final List<FrameKind> kinds) {
        return times.stream().filter(of -> kinds.contains(of.kind())).toList();
    }

    /** By round: the geometric mean over kinds of the best of some ÷ the best of others. */
    static Spread ratio(
            final List<KindTimes> times, final List<String> above, final List<String> below) {
        int rounds = Integer.MAX_VALUE;
        int dropped = 0;
        for (final KindTimes of : times) {
            rounds = Math.min(rounds, Math.min(of.best(above).length, of.best(below).length));
            dropped += of.dropped();
        }
        final double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double logs = 0;
            for (final KindTimes of : times) {
                logs += Math.log(of.best(above)[i] / of.best(below)[i]);
            }
            ratios[i] = Math.exp(logs / times.size());
        }
        return Spread.of(ratios, dropped);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.chain;

import io.novaring.tools.cli.console.CtrlC;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.HelpOption;
import io.novaring.tools.cli.session.Progress;
import io.novaring.tools.cli.session.RecordingOptions;
import io.novaring.tools.cli.session.TimeOption;
import io.novaring.venues.deribit.instrument.ExpiryDate;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "chain",
        sortOptions = false,
        description = {
            "Draws the options of an expiry as they were known at one event of a recording: calls,"
                    + " strikes, puts.",
            "",
            "The recording is replayed up to the place. What may not be trusted is in brackets,"
                    + " its state beside it and its cause below: STALE, RESYNC, never (no message"
                    + " of it yet), ended. Ages are as of the event. What a cut promises:"
                    + " docs/views.md."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:drawn",
            "1:there is no such chain at that place, or the journal is damaged before it",
            "2:the command was not understood, or the place is not within the recording"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  novaring chain /data/journal",
            "  novaring chain --underlying ETH --at 2026-11-21T17:48:55.123Z /data/journal",
            "  novaring chain --expiry 25DEC26 --at -5m --strikes 11 /data/journal",
            "  novaring chain --json /data/journal | jq '.strikes[] | [.strike, .call.markIv]'"
        })
public final class ChainCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private HelpOption help;
    @Mixin private RecordingOptions recording;

    @Option(
            names = "--underlying",
            paramLabel = "NAME",
            defaultValue = "BTC",
            description =
                    "As names of its options begin: BTC, ETH, SOL_USDC (default:"
                            + " ${DEFAULT-VALUE}).")
    private String underlying;

    @Option(
            names = "--expiry",
            paramLabel = "DAY",
            converter = DayConverter.class,
            description = "As in names, 25DEC26 (default: the nearest that is traded).")
    private LocalDate expiry;

    @Option(
            names = "--at",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description = "As it was known then (default: the end): " + TimeOption.FORMS + ".")
    private TimeOption at;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            converter = TimeOption.Converter.class,
            description =
                    "Replay from the last snapshot before it (default: the recording's start):"
                            + " quicker, and what was said before is not known.")
    private TimeOption from;

    @Option(
            names = "--strikes",
            paramLabel = "N",
            description = "So many around the underlying's price (default: all).")
    private Integer strikes;

    @Option(
            names = "--max-age",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "Older quotes and tickers make the cut incoherent (default: ${DEFAULT-VALUE}).")
    private long maxAgeSeconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--csv", description = "Print a line for each option, under a heading.")
    private boolean csv;

    @Override
    public Integer call() {
        check();
        try (Progress progress = Progress.ofEvents(spec.commandLine().getErr(), "replayed");
                CtrlC ctrlC = new CtrlC()) {
            final ChainPicture picture =
                    new ChainAt(recording, progress, ctrlC)
                            .picture(underlying, expiry, from, at)
                            .within(TimeUnit.SECONDS.toNanos(maxAgeSeconds))
                            .around(strikes == null ? Integer.MAX_VALUE : strikes);
            spec.commandLine().getOut().print(text(picture));
            spec.commandLine().getOut().flush();
            return ctrlC.exit(ExitCode.OK);
        }
    }

    private String text(final ChainPicture picture) {
        if (json) {
            return ChainJson.of(picture) + "\n";
        }
        return csv ? ChainCsv.of(picture) : ChainText.of(picture);
    }

    private void check() {
        if (json && csv) {
            throw wrong("--json and --csv are different outputs: name one");
        }
        if (strikes != null && strikes < 1) {
            throw wrong("--strikes must be 1 or more, not " + strikes);
        }
        if (maxAgeSeconds < 0 || maxAgeSeconds > TimeUnit.DAYS.toSeconds(1)) {
            throw wrong("--max-age must be from 0 to 86400 seconds, not " + maxAgeSeconds);
        }
        if (underlying.indexOf('-') >= 0) {
            throw wrong(
                    "--underlying is what stands before the first dash of a name, such as BTC: "
                            + underlying);
        }
    }

    private ParameterException wrong(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Days as names of instruments have them, in any case of letters. */
    static final class DayConverter implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(final String word) {
            final LocalDate day = ExpiryDate.parse(word.toUpperCase(Locale.ROOT));
            if (day == null) {
                throw new TypeConversionException(
                        "'" + word + "' is no expiry: write it as in names, such as 25DEC26");
            }
            return day;
        }
    }
}

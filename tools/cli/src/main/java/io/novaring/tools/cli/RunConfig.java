/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import io.novaring.engine.EngineContext;
import io.novaring.engine.IdleMode;
import io.novaring.engine.Topology;
import io.novaring.journal.Compression;
import io.novaring.journal.JournalConfig;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import io.novaring.tools.cli.console.NearestWord;
import io.novaring.venues.deribit.DeribitConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Settings of a run: a file over the defaults in the jar, every key and value checked. */
final class RunConfig {
    private static final String DEFAULTS = "run.conf";
    private static final String AUTO = "auto";

    private final Config config;

    private RunConfig(final Config config) {
        this.config = config;
    }

    /**
     * @throws CommandFailure with the key, the value and what would be right.
     */
    static RunConfig load(final Path file) {
        if (Files.isDirectory(file)) {
            throw failure(file + " is a directory: name a file in it with --config", null);
        }
        if (!Files.isReadable(file)) {
            throw failure("cannot read " + file + ": check the path of --config", null);
        }
        try {
            final Config defaults = ConfigFactory.parseString(example());
            final Config own = ConfigFactory.parseFile(file.toFile());
            checkKeys(file, own, defaults);
            final RunConfig loaded = new RunConfig(own.withFallback(defaults).resolve());
            loaded.check();
            return loaded;
        } catch (final ConfigException e) {
            // It names the file and the line itself.
            throw failure(e.getMessage(), e);
        } catch (final IllegalArgumentException e) {
            throw failure(file + ": " + e.getMessage(), e);
        }
    }

    /** Every key with its default and what it means. */
    static String example() {
        try (InputStream in = RunConfig.class.getResourceAsStream(DEFAULTS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkKeys(final Path file, final Config own, final Config defaults) {
        final Set<String> known = new TreeSet<>();
        defaults.entrySet().stream().map(Map.Entry::getKey).forEach(known::add);
        for (final Map.Entry<String, ConfigValue> entry : own.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw failure(
                        file
                                + " line "
                                + entry.getValue().origin().lineNumber()
                                + ": unknown key "
                                + entry.getKey()
                                + NearestWord.question(entry.getKey(), known)
                                + " `novaring run --example` shows every key",
                        null);
            }
        }
    }

    private void check() {
        oneOf("venue", List.of("deribit"));
        deribit();
        journal();
        apply(new EngineContext());
        duration();
        if (channels().isEmpty()) {
            throw new IllegalArgumentException(
                    "channels is empty: name at least one, such as book.BTC-PERPETUAL.100ms");
        }
    }

    DeribitConfig deribit() {
        final DeribitConfig at = DeribitConfig.of(endpoint());
        final DeribitConfig beating =
                named(
                        "heartbeat-interval",
                        () -> {
                            final Duration interval = config.getDuration("heartbeat-interval");
                            return at.withHeartbeatIntervalNs(interval.toNanos());
                        });
        return named(
                "subscribe-batch-max",
                () -> beating.withSubscribeBatchMax(config.getInt("subscribe-batch-max")));
    }

    private URI endpoint() {
        final String endpoint = config.getString("endpoint");
        return switch (endpoint) {
            case "production" -> DeribitConfig.PRODUCTION;
            case "test" -> DeribitConfig.TEST;
            default -> {
                if (!endpoint.contains("://")) {
                    throw new IllegalArgumentException(
                            "endpoint is neither production, test nor an address: " + endpoint);
                }
                yield URI.create(endpoint);
            }
        };
    }

    List<String> channels() {
        return config.getStringList("channels");
    }

    /** Zero for no end. */
    Duration duration() {
        final Duration duration = config.getDuration("duration");
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration is negative: 0 runs until Ctrl-C");
        }
        return duration;
    }

    /** Null for no journal. */
    Path journalDirectory() {
        final String directory = config.getString("journal.directory");
        return directory.isEmpty() ? null : Path.of(directory);
    }

    JournalConfig journal() {
        final String compression = oneOf("journal.compression", List.of("none", "lz4"));
        final JournalConfig packed =
                JournalConfig.DEFAULTS.withCompression(
                        Compression.valueOf(compression.toUpperCase(Locale.ROOT)));
        return named(
                "journal.free-space-min",
                () -> packed.withFreeBytesMin(config.getBytes("journal.free-space-min")));
    }

    /** Sets what the file says of the engine. */
    EngineContext apply(final EngineContext context) {
        final String topology = oneOf("engine.topology", words(Topology.values()));
        context.topology(Topology.valueOf(topology.toUpperCase(Locale.ROOT)));
        final String io = oneOf("engine.io-idle", List.of(AUTO, "spin", "backoff", "select"));
        if (!AUTO.equals(io)) {
            context.ioIdle(IdleMode.valueOf(io.toUpperCase(Locale.ROOT)));
        }
        final String consumer = oneOf("engine.consumer-idle", List.of("spin", "backoff"));
        context.consumerIdle(IdleMode.valueOf(consumer.toUpperCase(Locale.ROOT)));
        return context.ringLength(config.getInt("engine.ring-length"));
    }

    /** The configuration as it is in force. */
    String render() {
        return config.root()
                .render(
                        ConfigRenderOptions.defaults()
                                .setOriginComments(false)
                                .setComments(false)
                                .setJson(false));
    }

    /** The library names its own setting: says which key of the file set it. */
    private static <T> T named(final String key, final Supplier<T> set) {
        try {
            return set.get();
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private String oneOf(final String key, final List<String> words) {
        final String word = config.getString(key).toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new IllegalArgumentException(
                    key + " is none of " + String.join(", ", words) + ": " + word);
        }
        return word;
    }

    private static List<String> words(final Enum<?>[] constants) {
        return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static CommandFailure failure(final String message, final Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import com.typesafe.config.ConfigValue;
import io.novaring.engine.Engine;
import io.novaring.engine.EngineContext;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.profile.Profile;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.warmup.WarmUp;
import io.novaring.journal.JournalException;
import io.novaring.journal.JournalReader;
import io.novaring.journal.JournalRun;
import io.novaring.tools.config.ConnectionConfig.LimitSettings;
import io.novaring.tools.config.ConnectionConfig.Role;
import io.novaring.tools.config.hocon.Hocon;
import io.novaring.tools.config.hocon.InvalidConfigException;
import io.novaring.tools.config.hocon.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration, read and checked as a whole. Immutable; any thread.
 *
 * <pre>
 *   NovaRingConfig config = NovaRingConfig.load(Path.of("novaring.conf"));
 *   EngineContext context = config.applyTo(new EngineContext()).handler("mine", mine);
 *   try (Engine engine = Engine.launch(context)) {
 *       config.applyTo(engine);
 *       for (int id = 0; id &lt; config.connections().size(); id++) {
 *           engine.subscribe(id, config.connections().get(id).channels());
 *       }
 *       ...
 *   }
 * </pre>
 *
 * <p>What is wrong in it is an {@link InvalidConfigException}, which says where, and what would be
 * right.
 */
public final class NovaRingConfig {
    private static final String TEXT_NAME = "the configuration";

    private final List<ConnectionConfig> connections;
    private final Map<String, Profile> profiles;
    private final EngineSettings engine;
    private final JournalSettings journal;
    private final TelemetryConfig telemetry;
    private final OrderSettings orders;
    private final List<RiskLimits> risk;
    private final RunSettings run;
    private final List<Setting> settings;
    private final List<String> notices;
    private final List<Path> files;
    private final List<String> stamps;

    private NovaRingConfig(final Hocon hocon, final Map<String, String> environment) {
        final List<String> told = new ArrayList<>(hocon.notices());
        final Map<String, ConfigValue> all = Schema.flatten(hocon.root());
        final Set<String> names = Schema.names(hocon.root(), Schema.CONNECTIONS);
        Schema.moveFormer(all, names, told);
        final Set<String> profileNames = Schema.names(hocon.root(), Schema.PROFILES);
        Schema.check(all, names, profileNames);

        final List<Setting> once = new ArrayList<>();
        engine = SectionKeys.engine(section(all, once, "engine."));
        journal = SectionKeys.journal(section(all, once, "journal."));
        telemetry = SectionKeys.telemetry(section(all, once, "telemetry."));
        orders = SectionKeys.orders(section(all, once, "orders."));
        risk = RiskKeys.read(all, once);
        run = SectionKeys.run(section(all, once, "run."));

        final List<Setting> read = new ArrayList<>();
        final OwnProfiles own = new OwnProfiles(all, profileNames);
        final List<ConnectionConfig> found = new ArrayList<>();
        final Origin levelOrigin =
                telemetry.level() == null
                        ? null
                        : section(all, new ArrayList<>(), "telemetry.").originOf(SectionKeys.LEVEL);
        for (final String name : names) {
            final String prefix = Schema.CONNECTIONS + '.' + name + '.';
            final Values values = section(all, new ArrayList<>(), prefix);
            final int from = read.size();
            final Profile profile =
                    own.ofConnection(
                            read,
                            prefix,
                            values.get(ConnectionKeys.PROFILE),
                            values.originOf(ConnectionKeys.PROFILE),
                            telemetry.level(),
                            levelOrigin);
            final List<Setting> first = new ArrayList<>();
            found.add(ConnectionKeys.read(section(all, first, prefix), name, profile, environment));
            read.addAll(from, first);
        }
        read.addAll(once);
        connections = List.copyOf(found);
        profiles = Map.copyOf(own.profiles());
        settings = List.copyOf(read);
        told.addAll(own.unused());
        notices = List.copyOf(told);
        files = hocon.files();
        stamps = hocon.stamps();
    }

    /** Reads a file and what it includes. */
    public static NovaRingConfig load(final Path file) {
        return load(file, List.of());
    }

    /**
     * Reads a file.
     *
     * @param overrides as {@code key=value}, stronger than the file.
     */
    public static NovaRingConfig load(final Path file, final List<String> overrides) {
        return load(file, overrides, System.getenv());
    }

    static NovaRingConfig load(
            final Path file, final List<String> overrides, final Map<String, String> environment) {
        return new NovaRingConfig(Hocon.load(file, overrides, environment), environment);
    }

    /** Reads a text; it cannot include anything. */
    public static NovaRingConfig parse(final String text) {
        return parse(text, List.of());
    }

    /** Reads a text, with overrides as {@code key=value}. */
    public static NovaRingConfig parse(final String text, final List<String> overrides) {
        return parse(text, overrides, System.getenv());
    }

    static NovaRingConfig parse(
            final String text,
            final List<String> overrides,
            final Map<String, String> environment) {
        return new NovaRingConfig(
                Hocon.parse(text, TEXT_NAME, overrides, environment), environment);
    }

    /** Nothing but defaults: one public connection named main, which asks for no channel. */
    public static NovaRingConfig defaults() {
        return parse(Schema.CONNECTIONS + '.' + Schema.MAIN + " {}");
    }

    private static Values section(
            final Map<String, ConfigValue> all, final List<Setting> read, final String prefix) {
        return new Values(all, read, prefix, List.of(prefix), Origin.BUILT_IN);
    }

    /** In the order of their names; the engine numbers them so. */
    public List<ConnectionConfig> connections() {
        return connections;
    }

    /** The profiles that the configuration defines, by name. */
    public Map<String, Profile> profiles() {
        return profiles;
    }

    public EngineSettings engine() {
        return engine;
    }

    public JournalSettings journal() {
        return journal;
    }

    public TelemetryConfig telemetry() {
        return telemetry;
    }

    /** How orders enter. */
    public OrderSettings orders() {
        return orders;
    }

    /** What orders may not exceed: of all instruments first, then of single ones by name. */
    public List<RiskLimits> risk() {
        return risk;
    }

    public RunSettings run() {
        return run;
    }

    /** Every key in force with its value and where that is from, connections first. */
    public List<Setting> settings() {
        return settings;
    }

    /** What is allowed and probably not meant, for the person who wrote it: one sentence each. */
    public List<String> notices() {
        return notices;
    }

    /** The files it was read from, the first first; none for a text. */
    public List<Path> files() {
        return files;
    }

    /** What the files were before they were read. */
    List<String> stamps() {
        return stamps;
    }

    /**
     * Sets what the configuration says of the engine and adds a new client for each connection. The
     * journal is the program's to open, its channels to ask for.
     *
     * @return the same context.
     * @throws InvalidConfigException when the engine cannot do it.
     */
    public EngineContext applyTo(final EngineContext context) {
        if (engine.warmUp() != null) {
            context.warmUp(warmUp(engine.warmUp()));
        }
        return addConnections(engine.applyTo(context).orders(orders));
    }

    /**
     * Tells a running engine made of this configuration what can only be told then: what
     * connections may use of the venue's credits, and, where one trades, what orders may not
     * exceed. To be called before the first order.
     */
    public void applyTo(final Engine running) {
        boolean isToldRisk = false;
        for (int id = 0; id < connections.size(); id++) {
            final ConnectionConfig connection = connections.get(id);
            for (final LimitSettings limit : connection.limits()) {
                if (limit.isOwn()) {
                    running.limit(id, limit.pool());
                }
            }
            if (connection.role() == Role.PRIVATE && !isToldRisk) {
                // One account of risk for the engine: any connection may tell it.
                running.orders(id).limits(risk.toArray(new RiskLimits[0]));
                isToldRisk = true;
            }
        }
    }

    /** By the last run that is there now: the engine's own may be begun before it is launched. */
    private WarmUp warmUp(final Path recording) {
        final List<JournalRun> runs = new ArrayList<>();
        try {
            runs.addAll(JournalReader.runs(recording));
        } catch (final JournalException e) {
            // The warm-up says so when it opens it.
        }
        return WarmUp.of(
                () -> connections.stream().map(ConnectionConfig::replayClient).toList(),
                () ->
                        runs.isEmpty()
                                ? JournalReader.openPrefix(recording)
                                : JournalReader.openPrefix(
                                        recording, runs.get(runs.size() - 1).run()));
    }

    /** The one place where profiles meet the engine. */
    private EngineContext addConnections(final EngineContext context) {
        context.connections(engine.connections());
        for (final ConnectionConfig connection : connections) {
            context.client(connection.client(), connection.profile());
        }
        return context;
    }

    /** Text of the configuration in force, to be read again; secret keys are left out. */
    public String render() {
        final StringBuilder out = new StringBuilder();
        for (final Setting setting : settings) {
            final String line = setting.key() + " = " + setting.hocon() + '\n';
            out.append(setting.isSecret() ? "# " + line : line);
        }
        return out.toString();
    }

    /** Names only: values are for {@link #settings()}. */
    @Override
    public String toString() {
        final Collection<String> names = connections.stream().map(ConnectionConfig::name).toList();
        return "NovaRingConfig" + names;
    }
}

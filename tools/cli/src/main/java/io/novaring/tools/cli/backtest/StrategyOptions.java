/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.backtest;

import io.novaring.engine.strategy.StrategyFactory;
import io.novaring.tools.backtest.strategy.Strategies;
import io.novaring.tools.cli.console.CommandFailure;
import io.novaring.tools.cli.console.ExitCode;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which strategy, with which parameters. */
final class StrategyOptions {
    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "NAME_OR_CLASS",
            description =
                    "One that is registered, such as maker, or the name of a class that implements"
                            + " Strategy or StrategyFactory.")
    private String strategy;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "Jars and folders with your classes, before NovaRing's own.")
    private List<String> classPath = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the strategy.")
    private List<String> sets = new ArrayList<>();

    /**
     * @throws CommandFailure when there is none, or it cannot be made.
     */
    StrategyFactory factory() {
        try {
            return Strategies.find(strategy, loader());
        } catch (final IllegalArgumentException e) {
            throw failure("--strategy: " + e.getMessage(), e);
        }
    }

    /** Closed by nobody: classes are loaded until the process ends. */
    private ClassLoader loader() {
        final ClassLoader own = StrategyOptions.class.getClassLoader();
        if (classPath.isEmpty()) {
            return own;
        }
        final List<URL> urls = new ArrayList<>();
        for (final String paths : classPath) {
            for (final String path : paths.split(Pattern.quote(File.pathSeparator))) {
                urls.add(url(path));
            }
        }
        return new URLClassLoader(urls.toArray(new URL[0]), own);
    }

    private static URL url(final String path) {
        if (path.isEmpty() || !Files.exists(Path.of(path))) {
            throw failure("--class-path: there is no jar or folder '" + path + "'", null);
        }
        try {
            return Path.of(path).toUri().toURL();
        } catch (final MalformedURLException e) {
            throw failure("--class-path: '" + path + "' cannot be named as a URL", e);
        }
    }

    /** Those that are the same in every run. */
    Map<String, String> parameters() {
        final Map<String, String> parameters = new TreeMap<>();
        for (final String set : sets) {
            final int equals = set.indexOf('=');
            if (equals < 1) {
                throw failure("--set: '" + set + "' is no parameter: write NAME=VALUE", null);
            }
            final String name = set.substring(0, equals);
            if (parameters.put(name, set.substring(equals + 1)) != null) {
                throw failure("--set: parameter " + name + " is set twice", null);
            }
        }
        return parameters;
    }

    private static CommandFailure failure(final String message, final Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }
}

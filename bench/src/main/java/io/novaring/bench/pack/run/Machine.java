/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts of the machine that figures depend on. What cannot be found out says so. */
final class Machine {
    private static final String UNKNOWN = "not told";

    private Machine() {}

    static Map<String, String> facts(final Path root, final List<String> flags) {
        final Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processor", cpuInfo("model name"));
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put(
                "virtual machine",
                cpuInfo("flags").contains(" hypervisor")
                        ? "yes, so tails are the host's too"
                        : "no");
        facts.put("memory", memory());
        facts.put("kernel", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
        facts.put(
                "clock source",
                line("/sys/devices/system/clocksource/clocksource0/current_clocksource"));
        facts.put("governor", line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
        facts.put("isolated processors", line("/sys/devices/system/cpu/isolated"));
        facts.put("transparent huge pages", line("/sys/kernel/mm/transparent_hugepage/enabled"));
        facts.put("files on", fileSystem(root.resolve("bench/target")));
        facts.put(
                "JDK",
                System.getProperty("java.vm.name")
                        + ' '
                        + System.getProperty("java.runtime.version")
                        + ", "
                        + System.getProperty("java.vendor"));
        facts.put("JVM flags", String.join(" ", flags));
        facts.put("load at start", line("/proc/loadavg"));
        return facts;
    }

    private static String line(final String file) {
        try {
            final String text = Files.readString(Path.of(file)).trim();
            return text.isEmpty() ? "none" : text;
        } catch (final IOException e) {
            return UNKNOWN;
        }
    }

    private static String cpuInfo(final String field) {
        return field("/proc/cpuinfo", field);
    }

    private static String memory() {
        final String kilobytes = field("/proc/meminfo", "MemTotal").replace(" kB", "");
        return kilobytes.equals(UNKNOWN)
                ? UNKNOWN
                : Math.round(Long.parseLong(kilobytes) / 1048576.0) + " GiB";
    }

    private static String field(final String file, final String name) {
        try {
            for (final String line : Files.readAllLines(Path.of(file))) {
                final int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).trim().equals(name)) {
                    return line.substring(colon + 1).trim();
                }
            }
        } catch (final IOException e) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }

    private static String fileSystem(final Path folder) {
        try {
            final FileStore store = Files.getFileStore(folder);
            return store.type() + ' ' + store.name();
        } catch (final IOException e) {
            return UNKNOWN;
        }
    }

    /** What git says; empty when there is no git or no repository. */
    static String git(final Path root, final String... arguments) {
        final String[] command = new String[arguments.length + 3];
        command[0] = "git";
        command[1] = "-C";
        command[2] = root.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        try {
            final Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            final byte[] output = process.getInputStream().readAllBytes();
            return process.waitFor() == 0 ? new String(output, StandardCharsets.UTF_8).trim() : "";
        } catch (final IOException e) {
            return "";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.doctor;

import io.novaring.engine.jvm.JvmFlags;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The JVM this command runs in, which the launcher starts as it starts an engine.
 *
 * @param feature its version, such as 17.
 * @param missing flags of jvm.options that are not in effect.
 * @param arguments all of its flags.
 * @param collectors names of its garbage collectors.
 * @param heapMax bytes.
 */
record JvmFacts(
        int feature,
        String version,
        int cores,
        List<String> missing,
        List<String> arguments,
        List<String> collectors,
        long heapMax) {
    static JvmFacts ofThis() {
        return new JvmFacts(
                Runtime.version().feature(),
                Runtime.version() + ", " + System.getProperty("java.vendor"),
                Runtime.getRuntime().availableProcessors(),
                JvmFlags.missing(),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                Runtime.getRuntime().maxMemory());
    }

    /** True when one of its flags begins so. */
    boolean has(final String prefix) {
        return arguments.stream().anyMatch(flag -> flag.startsWith(prefix));
    }
}

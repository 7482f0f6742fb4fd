/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.journal.files;

/**
 * The JVM flags Chronicle needs, checked before it is touched: without the first it opens every
 * queue read-only and says nothing.
 */
public final class JvmFlags {
    private JvmFlags() {}

    /**
     * @throws IllegalStateException which names the flag that is missing.
     */
    public static void require() {
        final Module ours = JvmFlags.class.getModule();
        require(exported("sun.nio.ch", ours), "--add-exports java.base/sun.nio.ch=ALL-UNNAMED");
        require(
                exported("jdk.internal.ref", ours),
                "--add-exports java.base/jdk.internal.ref=ALL-UNNAMED");
        require(
                Object.class.getModule().isOpen("java.lang.reflect", ours),
                "--add-opens java.base/java.lang.reflect=ALL-UNNAMED");
    }

    private static void require(final boolean present, final String flag) {
        if (!present) {
            throw new IllegalStateException(
                    "the journal needs the JVM flag "
                            + flag
                            + ": start java with @jvm.options, or leave the journal off");
        }
    }

    private static boolean exported(final String packageName, final Module to) {
        return Object.class.getModule().isExported(packageName, to);
    }
}

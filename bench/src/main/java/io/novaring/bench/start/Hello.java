/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.start;

/** The least a JVM can be started for: what a start is held against. */
public final class Hello {
    private Hello() {}

    public static void main(final String... args) {
        System.out.println("hello world");
    }
}

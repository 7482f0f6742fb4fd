/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.client;

import java.io.IOException;

/** Runs ccxt pro with the input and output of this process. */
public final class CcxtClient {
    private CcxtClient() {}

    /** Arguments as in {@link Setup#parse}. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final Process node = Ccxt.process(Setup.parse(arguments)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
        System.exit(node.waitFor());
    }
}

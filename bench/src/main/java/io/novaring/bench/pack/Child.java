/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

import java.io.IOException;

/** A process of a benchmark: told by lines, tells by lines. Killed when closed. */
public interface Child extends AutoCloseable {
    /** Sends a line to its standard input. */
    void tell(String line) throws IOException;

    /**
     * The rest of the next line of its standard output that starts with this word and a blank;
     * others before it are passed on as progress.
     *
     * @throws IOException when it ends, or is silent for longer than the timeout; with what it said
     *     last.
     */
    String await(String word, int timeoutSeconds) throws IOException;

    @Override
    void close();
}

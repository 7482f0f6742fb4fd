/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/** The messages of one file. One thread. */
interface MessageReader {
    /**
     * Goes on to the next message.
     *
     * @return the message, valid until the next call, or null when the file has ended.
     * @throws ImportException when the file cannot be read, or a line of it and lines are not to be
     *     left out.
     */
    Message next();
}

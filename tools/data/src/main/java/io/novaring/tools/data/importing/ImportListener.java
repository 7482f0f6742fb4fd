/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/** Follows an import, and may end it. Called on the thread of the import. */
public interface ImportListener {
    /** Nobody follows it. */
    ImportListener NONE = new ImportListener() {};

    /**
     * Called now and then.
     *
     * @param bytes of all files that were read, as they lie on the disk.
     */
    default void onProgress(final long bytes) {}

    /** Something a person should know, such as a line that was left out; one sentence. */
    default void onNotice(final String text) {}

    /** Asked often; true ends the import in order, behind the message it is at. */
    default boolean isCancelled() {
        return false;
    }
}

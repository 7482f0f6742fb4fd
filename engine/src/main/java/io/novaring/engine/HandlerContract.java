/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/** What happens when a handler cannot keep up. */
public enum HandlerContract {
    /**
     * The ring waits for it: nothing is lost and everybody else is held up. It runs on the thread
     * of the stages. A failure halts the engine.
     */
    GATE,
    /**
     * It has a thread and a queue of its own. When the queue is full, it gets the current book in
     * place of the changes it missed, and the last quote or ticker; other messages are dropped and
     * counted. A failure detaches it.
     */
    CONFLATE,
    /**
     * It has a thread and a queue of its own. When the queue is full, messages are dropped; the
     * next one says how many. A failure detaches it.
     */
    DROP_AND_MARK,
    /**
     * It has a thread and a queue of its own. When the queue is full, or when it fails, it is
     * detached for good and that is reported.
     */
    DETACH
}

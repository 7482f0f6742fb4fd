/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

/** What a connection asks of the server. */
interface ConnectionOwner {
    /** The first bytes of a connection that was told to wait for them. */
    void onGreeting(Connection connection);

    /** The HTTP answer to a request head; null when there shall be none. */
    String answerUpgrade(Connection connection, String head);

    /** A number for a connection that is now open. */
    int nextNumber();

    /** The answer is on its way. */
    void onUpgraded(Connection connection);

    void onRequest(Connection connection, byte[] bytes, int length);

    void onTooLarge(Connection connection);
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.trading;

import io.novaring.tools.simulator.channel.Subscriber;

/** Sits between the {@code user.} channels and those who listen to them. Simulator thread only. */
@FunctionalInterface
public interface NotificationTap {
    /** How often a message is sent: 1, unless it is to be lost (0) or repeated (2). */
    int copies(Subscriber subscriber, String channel);
}

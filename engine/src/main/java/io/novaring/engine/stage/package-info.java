/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The four stages every event passes in this order: heartbeat, rate limit, subscriptions,
 * responses. They compute from events alone, own no clock, and put their wishes in a sink: a replay
 * takes every decision again.
 */
package io.novaring.engine.stage;

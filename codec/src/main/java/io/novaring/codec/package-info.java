/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What is on the ring: one event for one WebSocket message, its decoded columns and exact numbers.
 */
package io.novaring.codec;

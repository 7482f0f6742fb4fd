/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A Bybit on loopback for tests: random markets, the four ways its addresses answer, and faults on
 * command. It shares no code with what it checks.
 */
package io.novaring.venues.bybit.simulator;

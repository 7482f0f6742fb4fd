/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.exchange;

import java.util.List;

/**
 * Trades of an account.
 *
 * @param hasMore whether the count cut some off.
 */
public record TradePage(List<Fill> fills, boolean hasMore) {}

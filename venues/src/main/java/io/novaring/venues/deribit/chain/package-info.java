/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The options of an underlying side by side, as they come and go: see docs/views.md. Everything but
 * {@link io.novaring.venues.deribit.chain.ChainSubscriber} depends on events alone.
 */
package io.novaring.venues.deribit.chain;

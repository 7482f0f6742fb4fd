/* SPDX-License-Identifier: Apache-2.0 */
/** Whole tickers from messages that say only what changed. */
package io.novaring.codec.ticker;

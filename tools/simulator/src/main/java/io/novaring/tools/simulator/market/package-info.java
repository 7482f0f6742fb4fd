/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Internal: the market, which is the truth every message is written from. Instruments, their books
 * and what one event does to them. It knows no channel and no socket; only it changes a book, all
 * others read.
 */
package io.novaring.tools.simulator.market;

/* SPDX-License-Identifier: Apache-2.0 */
/** Deribit's rarer messages, from bytes to columns: one file per message type. */
package io.novaring.venues.deribit.decode.notice;

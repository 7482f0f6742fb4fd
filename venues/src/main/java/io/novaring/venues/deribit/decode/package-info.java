/* SPDX-License-Identifier: Apache-2.0 */
/** Deribit's messages, from bytes to columns: one file per message type, one router. */
package io.novaring.venues.deribit.decode;

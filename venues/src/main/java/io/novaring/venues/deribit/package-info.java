/* SPDX-License-Identifier: Apache-2.0 */
/** Deribit: the API v2 over WebSocket. */
package io.novaring.venues.deribit;

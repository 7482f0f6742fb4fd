/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Deribit, version 2 of its API over WebSocket. Protocol facts are from the articles and method
 * pages of docs.deribit.com, named where they are used.
 */
package io.novaring.venues.deribit;

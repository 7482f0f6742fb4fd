/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Parameters of Deribit's order entry, one class for one method of its API. They write JSON objects
 * and know nothing of the envelope around them. Method pages: docs.deribit.com, Trading.
 */
package io.novaring.venues.deribit.order;

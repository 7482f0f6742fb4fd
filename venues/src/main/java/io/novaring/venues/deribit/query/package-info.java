/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Parameters of the questions the engine asks about an account, one class for one method. They
 * write JSON objects and know nothing of the envelope around them. Method pages: docs.deribit.com,
 * Trading and Session Management.
 */
package io.novaring.venues.deribit.query;

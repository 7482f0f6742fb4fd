/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;

/** Classes of the venue's errors by code: messages may have a value appended. */
final class DeribitErrors implements ErrorHandler {
    /**
     * {@inheritDoc} A code the table does not know is taken for a mistake in the request: on a
     * connection that places no orders, nothing is lost by not repeating it.
     */
    @Override
    public ErrorClass classify(final MarketEvent error) {
        return DeribitErrorTable.classOf(error.errorCode, ErrorClass.FIX_REQUEST);
    }
}

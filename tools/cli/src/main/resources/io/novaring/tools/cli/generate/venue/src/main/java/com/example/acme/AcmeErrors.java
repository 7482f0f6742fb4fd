/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;

/**
 * What the venue's error codes mean for us. The engine acts on the class alone: see {@link
 * ErrorClass}. The table is invented; copy the venue's own, all of it, with its words.
 */
final class AcmeErrors implements ErrorHandler {
    static final int BAD_REQUEST = 400;
    static final int BANNED = 403;
    static final int NO_SUCH_CHANNEL = 404;
    static final int THROTTLED = 429;
    static final int BUSY = 503;
    static final int SESSION_EXPIRED = 599;

    private static final Row[] TABLE = {
        new Row(BAD_REQUEST, ErrorClass.FIX_REQUEST),
        new Row(BANNED, ErrorClass.STOP),
        new Row(NO_SUCH_CHANNEL, ErrorClass.FIX_REQUEST),
        new Row(THROTTLED, ErrorClass.THROTTLED),
        new Row(BUSY, ErrorClass.RETRY_LATER),
        new Row(SESSION_EXPIRED, ErrorClass.RECONNECT),
    };

    private record Row(int code, ErrorClass errorClass) {}

    /**
     * {@inheritDoc} A code the table does not know is taken for a mistake in the request: on a
     * connection that places no orders, nothing is lost by not repeating it.
     */
    @Override
    public ErrorClass classify(final MarketEvent error) {
        for (final Row row : TABLE) {
            if (row.code == error.errorCode) {
                return row.errorClass;
            }
        }
        return ErrorClass.FIX_REQUEST;
    }
}

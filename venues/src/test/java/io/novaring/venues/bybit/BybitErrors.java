/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;

/** Errors have no codes here: a refusal is final for whatever it refuses. */
final class BybitErrors implements ErrorHandler {
    static final long RETRY_NS = 1_000_000_000L;

    private final int attemptsMax;

    BybitErrors(final BybitConfig config) {
        attemptsMax = config.subscribeBatchMax();
    }

    @Override
    public ErrorClass classify(final MarketEvent error) {
        return ErrorClass.FIX_REQUEST;
    }

    /**
     * {@inheritDoc} When the answer to a request was lost, each further one finds but one of its
     * topics: there are as many attempts as topics.
     */
    @Override
    public long retryAfterNs(final ErrorClass errorClass, final int attempt) {
        return errorClass == ErrorClass.RETRY_LATER && attempt <= attemptsMax ? RETRY_NS : STOP;
    }
}

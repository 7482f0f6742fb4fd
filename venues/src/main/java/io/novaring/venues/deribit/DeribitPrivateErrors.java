/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;

/**
 * Classes of the venue's errors where orders are placed: as {@link DeribitErrorTable} has them, but
 * for those behind which an order may have been executed, and those that say that there is nothing
 * left to cancel or edit.
 */
final class DeribitPrivateErrors implements ErrorHandler {
    /**
     * {@inheritDoc} Of a code that the table does not know nobody knows what it means, nor what
     * became of the request.
     */
    @Override
    public ErrorClass classify(final MarketEvent error) {
        final long code = error.errorCode;
        if (code < Integer.MIN_VALUE || code > Integer.MAX_VALUE) {
            return ErrorClass.UNKNOWN_OUTCOME;
        }
        return switch ((int) code) {
            // error, lock_time_exceeded, system_maintenance, internal_server_error, request_failed,
            // temporarily_unavailable: the venue failed on its way, and says not how far it came.
            case 10001, 10050, 11051, 11094, 13008, 13028 -> ErrorClass.UNKNOWN_OUTCOME;
            // order_not_found, already_closed, already_filled, not_open_order
            case 10004, 10010, 11008, 11044 -> ErrorClass.ALREADY_DONE;
            default -> DeribitErrorTable.classOf(code, ErrorClass.UNKNOWN_OUTCOME);
        };
    }

    /** {@inheritDoc} Whatever became of a subscription, it may be asked for again. */
    @Override
    public long retryAfterNs(final ErrorClass errorClass, final int attempt) {
        return ErrorHandler.super.retryAfterNs(
                errorClass == ErrorClass.UNKNOWN_OUTCOME ? ErrorClass.RETRY_LATER : errorClass,
                attempt);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue.wrap;

import io.novaring.codec.DisconnectReason;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.venue.ErrorClass;
import io.novaring.engine.venue.ErrorHandler;
import java.util.Objects;
import org.slf4j.event.Level;

/**
 * Passes everything about errors on to another handler: override what a step goes before or behind.
 */
public class ForwardingErrorHandler implements ErrorHandler {
    /** The handler behind this one. */
    protected final ErrorHandler next;

    public ForwardingErrorHandler(final ErrorHandler next) {
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public ErrorClass classify(final MarketEvent error) {
        return next.classify(error);
    }

    @Override
    public long retryAfterNs(final ErrorClass errorClass, final int attempt) {
        return next.retryAfterNs(errorClass, attempt);
    }

    @Override
    public boolean reconnects(final DisconnectReason reason, final int attempt) {
        return next.reconnects(reason, attempt);
    }

    @Override
    public Level logLevel(final ErrorClass errorClass) {
        return next.logLevel(errorClass);
    }
}

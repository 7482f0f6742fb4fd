/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

import io.novaring.codec.MarketEvent;

/** Says what kind of trouble an error of the venue is. Stages 3 and 4; a pure function. */
public interface ErrorHandler {
    /** The class of an {@link io.novaring.codec.EventKind#ERROR} event. */
    ErrorClass classify(MarketEvent error);
}

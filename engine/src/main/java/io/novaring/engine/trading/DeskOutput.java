/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;

/** What a desk needs of the stage that drives it. Stage 4's thread; allocates nothing. */
public interface DeskOutput {
    /** The emptied encoder; what is written to it is what the next {@link #send} sends. */
    JsonEncoder encoder();

    /** An id that no request of this run has. */
    long nextRequestId();

    /** Sends what was encoded on the session that is open. */
    void send(int requestType, long requestId, long token);

    /** True when a request of this type may go out at this event: session, pause and credits. */
    boolean allows(MarketEvent event, int requestType);

    /**
     * When a request of this type will find its credits, as far as can be told at this event.
     *
     * @return nanoseconds from then, 0 when it finds them now.
     */
    long waitNs(MarketEvent event, int requestType);

    /** Puts a decision into the stage's hash. */
    void mix(long decision);
}

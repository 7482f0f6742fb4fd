/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.engine.venue.TradingMessages;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The kill switch of one connection, between any thread that turns it and the I/O thread, which
 * cancels every order and lets no further one out. Nothing goes through a ring: a switch that is
 * turned is seen however many commands wait.
 */
public final class KillSwitch {
    /** {@link #cancelledCount}: the venue did not say. */
    public static final long NOT_TOLD = -1;

    private final TradingMessages trading;
    private final boolean isOwnTrading;
    private final Runnable wakeUp;

    // Written by any thread, read by the I/O thread and by those that submit.
    private volatile boolean isOn;
    private final AtomicLong asked = new AtomicLong();

    // Written by the I/O thread, read by those that wait.
    private volatile long looked;
    private volatile long sent;
    private volatile long answered;
    private volatile long cancelledCount = NOT_TOLD;
    private volatile String refusedText = "";

    /**
     * @param trading encodes the request on the I/O thread.
     * @param isOwnTrading true when no stage uses it, so that the I/O thread may also have it read
     *     the answer.
     * @param wakeUp makes the I/O thread look.
     */
    public KillSwitch(
            final TradingMessages trading, final boolean isOwnTrading, final Runnable wakeUp) {
        this.trading = Objects.requireNonNull(trading, "trading");
        this.isOwnTrading = isOwnTrading;
        this.wakeUp = wakeUp;
    }

    /**
     * Refuses every order from now on and asks the I/O thread to cancel all there are. Any thread.
     *
     * @return a number to compare with the others.
     */
    public long turnOn() {
        isOn = true;
        final long ticket = asked.incrementAndGet();
        wakeUp.run();
        return ticket;
    }

    /** Takes orders again; any thread. */
    public void turnOff() {
        isOn = false;
        wakeUp.run();
    }

    /** Any thread. */
    public boolean isOn() {
        return isOn;
    }

    /** The last call the I/O thread has seen, whether or not it could do something. */
    public long looked() {
        return looked;
    }

    /** The last call for which the request was handed to the socket. */
    public long sent() {
        return sent;
    }

    /** The last call for which the venue confirmed. */
    public long answered() {
        return answered;
    }

    /** Orders the venue cancelled at the last confirmation, or {@link #NOT_TOLD}. */
    public long cancelledCount() {
        return cancelledCount;
    }

    /** What the venue said when it last refused; empty when it did not. */
    public String refusedText() {
        return refusedText;
    }

    long asked() {
        return asked.get();
    }

    TradingMessages trading() {
        return trading;
    }

    boolean isOwnTrading() {
        return isOwnTrading;
    }

    void onLooked(final long ticket) {
        if (looked != ticket) {
            looked = ticket;
        }
    }

    void onSent(final long ticket) {
        sent = ticket;
    }

    void onRefused(final String text) {
        refusedText = text;
    }

    void onAnswered(final long ticket, final long count) {
        cancelledCount = count;
        answered = ticket;
    }
}

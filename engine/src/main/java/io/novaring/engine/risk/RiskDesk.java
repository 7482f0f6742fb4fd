/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.risk;

import io.novaring.codec.CommandType;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Origin;
import io.novaring.codec.SymbolTable;
import io.novaring.codec.order.OrderCommand;
import io.novaring.codec.order.OrderRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Looks at every order before it is sent. A function of the events it saw: limits, rules and the
 * kill switch come as commands on the ring, books from what stage 3 wrote on the events. The thread
 * of stage 4, except where it says any; {@link #check} and book events allocate nothing.
 *
 * <p>The checks and their order are those of {@link OrderRefusal}, from KILLED and MALFORMED over
 * BOOK_NOT_LIVE to POSITION_LIMIT; the first that fails is the answer. Cancels are never checked.
 */
public final class RiskDesk {
    private static final long HASH_MULTIPLIER = 0x9E3779B97F4A7C15L;

    // Behind the codes of refusals: what could not be read.
    private static final int UNREADABLE = OrderRefusal.values().length;

    // Written by the stage's thread, read by any.
    private final AtomicLongArray counts = new AtomicLongArray(UNREADABLE + 1);

    // Written by the stage's thread, read by any: true while a connection is killed.
    private volatile boolean isKilled;

    // By connection id plus one: a command may be of no connection.
    private boolean[] killed = new boolean[8];
    private int killedCount;
    // Not 0 at first: that and a first value of 0 would be 0 again.
    private long hash = HASH_MULTIPLIER;
    private final InstrumentTable instruments;
    private final LiveBooks books;
    private final OrderRate rate = new OrderRate();
    private final OrderChecks checks = new OrderChecks(rate);

    /**
     * @param instruments the table the decoders of the ring intern instruments into; only names of
     *     ids that events brought are read from it.
     */
    public RiskDesk(final SymbolTable instruments) {
        this.instruments = new InstrumentTable(instruments);
        this.books = new LiveBooks(this.instruments);
    }

    /** Every event of every connection, before anything is decided at it. */
    public void onEvent(final MarketEvent event) {
        if (event.origin == Origin.COMMAND) {
            onCommand(event);
        }
        books.onEvent(event);
    }

    /**
     * True while every order is refused: from a kill on one connection until it was taken back on
     * each that had one. Any thread.
     */
    public boolean isKilled() {
        return isKilled;
    }

    /** How often {@link #check} answered this. Any thread. */
    public long count(final OrderRefusal refusal) {
        return counts.getAcquire(refusal.code());
    }

    /** Lines of rules and limits that could not be taken, and kill commands of no meaning; any. */
    public long unreadableCount() {
        return counts.getAcquire(UNREADABLE);
    }

    /** Rolling hash over every answer and every change of limits, rules and kill switch. */
    public long stateHash() {
        return hash;
    }

    /**
     * Says whether an order may go out. Of an {@link OrderCommand#EDIT} the caller has filled in
     * instrument, side, type and trigger price of the order it means.
     *
     * @param instrumentId the instrument's id on the ring, NONE when no event named it yet.
     * @param nowNs time of the event that is handled.
     */
    public OrderRefusal check(
            final OrderCommand command,
            final int instrumentId,
            final Exposure exposure,
            final long nowNs) {
        if (!isChecked(command)) {
            return OrderRefusal.NONE;
        }
        final OrderRefusal refusal =
                isKilled
                        ? OrderRefusal.KILLED
                        : checks.check(
                                command,
                                instruments.of(command, instrumentId),
                                instrumentId,
                                exposure,
                                nowNs);
        increment(refusal.code());
        mix((long) command.action << 8 | refusal.code());
        mix(command.handle);
        return refusal;
    }

    /** The order goes out: from now on it counts for the rate. Cancels do not. */
    public void onAccepted(final OrderCommand command, final int instrumentId, final long nowNs) {
        if (isChecked(command)) {
            rate.add(nowNs);
        }
    }

    private static boolean isChecked(final OrderCommand command) {
        return command.action == OrderCommand.NEW
                || command.action == OrderCommand.EDIT
                || command.action == OrderCommand.CLOSE_POSITION;
    }

    private void onCommand(final MarketEvent event) {
        if (event.code == CommandType.KILL.code()) {
            onKill(event);
        } else if (event.code == CommandType.RISK_LIMITS.code()
                || event.code == CommandType.INSTRUMENT_RULES.code()) {
            final String text =
                    new String(event.raw, 0, event.rawLength, StandardCharsets.ISO_8859_1);
            for (final String line : text.split("\n")) {
                if (!line.isBlank()) {
                    take(line, event.code == CommandType.RISK_LIMITS.code());
                }
            }
            mixText(event);
        }
    }

    private void onKill(final MarketEvent event) {
        final boolean isOff = event.rawLength == 1 && event.raw[0] == '0';
        if (!isOff && (event.rawLength != 1 || event.raw[0] != '1')) {
            // Who meant to stop and was not understood has to be stopped.
            increment(UNREADABLE);
        }
        final int index = event.connectionId + 1;
        if (index >= killed.length) {
            killed = Arrays.copyOf(killed, index << 1);
        }
        killedCount += (isOff ? 0 : 1) - (killed[index] ? 1 : 0);
        killed[index] = !isOff;
        isKilled = killedCount > 0;
        mix((long) index << 1 | (isOff ? 0 : 1));
    }

    private void take(final String line, final boolean isLimits) {
        try {
            final boolean isTaken =
                    isLimits
                            ? takeLimits(RiskLimits.parse(line))
                            : takeRules(InstrumentRules.parse(line));
            if (!isTaken) {
                increment(UNREADABLE);
            }
        } catch (final IllegalArgumentException e) {
            // A journal may hold anything; what was in force stays in force.
            increment(UNREADABLE);
        }
    }

    private boolean takeLimits(final RiskLimits taken) {
        if (taken.isForAll()) {
            checks.limits(taken);
            return true;
        }
        final InstrumentRisk instrument = instruments.ofName(taken.instrument());
        if (instrument != null) {
            instrument.limits = taken;
        }
        return instrument != null;
    }

    private boolean takeRules(final InstrumentRules rules) {
        final InstrumentRisk instrument = instruments.ofName(rules.instrument());
        if (instrument != null) {
            instrument.rules(rules);
        }
        return instrument != null;
    }

    // Stage's thread only: a plain read is its own last write. Pairs with the acquire in count().
    private void increment(final int index) {
        counts.setRelease(index, counts.getPlain(index) + 1);
        mix(index);
    }

    private void mixText(final MarketEvent event) {
        long text = event.rawLength;
        for (int i = 0; i < event.rawLength; i++) {
            text = text * HASH_MULTIPLIER + event.raw[i];
        }
        mix(text);
    }

    private void mix(final long value) {
        final long mixed = (hash ^ value) * HASH_MULTIPLIER;
        hash = mixed ^ mixed >>> 32;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import io.novaring.codec.MarketEvent;
import io.novaring.engine.trading.DeskCounters.Counter;
import io.novaring.engine.venue.AccountQuery;
import io.novaring.engine.venue.QueryArguments;
import io.novaring.engine.venue.RequestType;
import io.novaring.engine.venue.TradingMessages;

/**
 * What the desk asks the venue: questions wait here for credits and their turn, and are asked again
 * when they fail. Bounded; those of a session end with it. Allocates nothing after construction.
 */
final class Queries {
    static final int CAPACITY = 256;

    /** Of these, so many may be about single orders; the others are kept for whole listings. */
    static final int INQUIRIES_MAX = 128;

    /** So many are asked at once: some venues refuse what waits behind more. */
    static final int ASKED_MAX = 4;

    private static final long RETRY_NS = 500_000_000L;
    private static final long RETRY_MAX_NS = 30_000_000_000L;
    private static final long BACKOFF_SHIFTS_MAX = 6;
    private static final int KINDS = AccountQuery.values().length;
    private static final int TYPE_NOT_KNOWN = 0;

    /** One question. */
    static final class Query {
        private final int place;
        private long number;
        private boolean isUsed;
        private boolean isAsked;
        private long notBeforeNs;

        AccountQuery kind;
        int scope;

        /** Place of the order it is about, or NONE. */
        int orderPlace;

        /** Tells whether that place still has the same order. */
        long orderBornNumber;

        long fromMs;
        long untilMs;

        /** When it was last asked, by our time. */
        long askedNs;

        /** How often it failed. */
        int failures;

        private Query(final int place) {
            this.place = place;
        }
    }

    private final OrderTable table;
    private final Orders orders;
    private final TradingMessages messages;
    private final DeskOutput out;
    private final DeskCounters counters;
    private final QueryArguments arguments = new QueryArguments();
    private final Query[] queries = new Query[CAPACITY];

    /** Places of those in use, in the order they are to be asked. */
    private final int[] inOrder = new int[CAPACITY];

    private final int[] countByKind = new int[KINDS];

    /** Request type of each kind, once known. */
    private final int[] typeByKind = new int[KINDS];

    private int size;
    private int askedCount;

    Queries(
            final OrderTable table,
            final Orders orders,
            final TradingMessages messages,
            final DeskOutput out,
            final DeskCounters counters) {
        this.table = table;
        this.orders = orders;
        this.messages = messages;
        this.out = out;
        this.counters = counters;
        for (int place = 0; place < CAPACITY; place++) {
            queries[place] = new Query(place);
        }
    }

    /** Questions of this kind that are not answered yet. */
    int count(final AccountQuery kind) {
        return countByKind[kind.ordinal()];
    }

    /** True when there is room for a question about a single order. */
    boolean hasRoomForInquiry() {
        return size < INQUIRIES_MAX;
    }

    /** The caller leaves room for what {@link #INQUIRIES_MAX} says. */
    Query add(final AccountQuery kind, final int scope) {
        int place = 0;
        while (queries[place].isUsed) {
            place++;
        }
        final Query query = queries[place];
        query.isUsed = true;
        query.isAsked = false;
        query.number = 0;
        query.notBeforeNs = 0;
        query.kind = kind;
        query.scope = scope;
        query.orderPlace = Order.NONE;
        query.orderBornNumber = 0;
        query.fromMs = MarketEvent.ABSENT;
        query.untilMs = MarketEvent.ABSENT;
        query.askedNs = 0;
        query.failures = 0;
        inOrder[size++] = place;
        countByKind[kind.ordinal()]++;
        return query;
    }

    /** The order the question is about, null when it is about none or that one is gone. */
    Order orderOf(final Query query) {
        final Order order = query.orderPlace < 0 ? null : table.at(query.orderPlace);
        return order != null && order.bornNumber == query.orderBornNumber ? order : null;
    }

    /** The question with this token, null when it is no longer waited for. */
    Query asked(final long token) {
        final int place = DeskTokens.place(token);
        final Query query = place < CAPACITY ? queries[place] : null;
        final boolean isIt =
                query != null
                        && query.isUsed
                        && query.isAsked
                        && query.number == DeskTokens.number(token);
        return isIt ? query : null;
    }

    /** The question is done with. */
    void remove(final Query query) {
        if (query.isAsked) {
            askedCount--;
        }
        query.isUsed = false;
        countByKind[query.kind.ordinal()]--;
        int at = 0;
        while (inOrder[at] != query.place) {
            at++;
        }
        System.arraycopy(inOrder, at + 1, inOrder, at, size - at - 1);
        size--;
    }

    /** Asks again, later each time. */
    void repeat(final Query query, final long nowNs) {
        final long shifts = Math.min(query.failures, BACKOFF_SHIFTS_MAX);
        query.failures++;
        counters.increment(Counter.QUERIES_REPEATED);
        askAgain(query, nowNs + Math.min(RETRY_NS << shifts, RETRY_MAX_NS));
    }

    /** Asks again, with what the caller changed. */
    void askAgain(final Query query, final long notBeforeNs) {
        if (query.isAsked) {
            query.isAsked = false;
            askedCount--;
        }
        query.notBeforeNs = notBeforeNs;
    }

    /** Forgets every question. */
    void clear() {
        for (int i = 0; i < size; i++) {
            queries[inOrder[i]].isUsed = false;
            countByKind[queries[inOrder[i]].kind.ordinal()] = 0;
        }
        size = 0;
        askedCount = 0;
    }

    /**
     * Asks what may be asked at this event.
     *
     * @return a question that cannot be asked, for the venue has no request for it or the order it
     *     is about is gone; else null.
     */
    Query ask(final MarketEvent event) {
        for (int i = 0; i < size && askedCount < ASKED_MAX; i++) {
            final Query query = queries[inOrder[i]];
            final boolean isDue = !query.isAsked && event.receivedTimeNs >= query.notBeforeNs;
            if (isDue && mayAsk(event, query) && !ask(event, query)) {
                return query;
            }
        }
        return null;
    }

    private boolean mayAsk(final MarketEvent event, final Query query) {
        final int type = typeByKind[query.kind.ordinal()];
        return type == TYPE_NOT_KNOWN || out.allows(event, type);
    }

    private boolean ask(final MarketEvent event, final Query query) {
        if (query.orderPlace != Order.NONE && orderOf(query) == null) {
            return false;
        }
        fillArguments(query);
        final long requestId = out.nextRequestId();
        final int type = messages.encodeQuery(query.kind, arguments, requestId, out.encoder());
        if (type == RequestType.NONE) {
            return false;
        }
        typeByKind[query.kind.ordinal()] = type;
        if (out.allows(event, type)) {
            query.number = orders.nextNumber();
            query.isAsked = true;
            query.askedNs = event.receivedTimeNs;
            askedCount++;
            counters.increment(Counter.QUERIES);
            out.send(type, requestId, DeskTokens.of(DeskTokens.QUERY, query.place, query.number));
        }
        return true;
    }

    private void fillArguments(final Query query) {
        arguments.clear();
        arguments.scope = query.scope;
        arguments.fromMs = query.fromMs;
        arguments.untilMs = query.untilMs;
        final Order order = orderOf(query);
        if (order != null) {
            arguments.labelLength = order.copyLabel(arguments.label);
            arguments.orderIdLength = order.copyOrderId(arguments.orderId);
            arguments.instrumentLength = order.copyInstrument(arguments.instrument);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.trading;

import static io.novaring.engine.trading.DeskRig.SECOND_NS;

import io.novaring.codec.Side;
import io.novaring.engine.trading.DeskRig.Sent;
import io.novaring.engine.trading.ModelVenue.Deal;
import io.novaring.engine.trading.ModelVenue.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random things that happen between a program, a desk and a venue. */
final class History {
    private static final int ORDERS_MAX = 12;
    private static final int REQUESTS_MAX = 10_000;

    final DeskRig rig = DeskRig.ready();
    private final Random random;

    /** Handed to the socket and not yet carried out by the venue. */
    private final List<Sent> underWay = new ArrayList<>();

    /** Told by the venue and not yet arrived. */
    private final List<Message> messages = new ArrayList<>();

    private int handed = rig.sent.size();
    private boolean isOpen = true;

    /**
     * @param request what it answers, null for a notice.
     */
    private record Message(Sent request, Runnable arrival) {}

    History(final long seed) {
        random = new Random(seed);
    }

    void play(final int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> {
                if (rig.handles < ORDERS_MAX) {
                    final byte side = random.nextBoolean() ? Side.BUY : Side.SELL;
                    rig.place(side, 100 + random.nextInt(5), 1 + random.nextInt(10));
                }
            }
            case 3 -> rig.edit(anyNumber(), 90 + random.nextInt(20), 1 + random.nextInt(15));
            case 4 -> rig.cancel(DeskRig.HANDLE + anyNumber());
            case 5, 6, 7 -> hand();
            case 8, 9, 10 -> {
                if (!underWay.isEmpty()) {
                    carryOut(underWay.remove(0));
                }
            }
            case 11, 12 -> fillAny();
            case 13, 14, 15 -> arriveAny();
            case 16 -> {
                rig.tick(random.nextInt(300) * DeskRig.MS_NS);
                hand();
            }
            case 17 -> loseAny();
            case 18 -> othersTrade();
            default -> {
                if (!isOpen) {
                    open();
                } else if (random.nextInt(3) == 0) {
                    close();
                }
            }
        }
    }

    private long anyNumber() {
        return 1 + random.nextInt(ORDERS_MAX);
    }

    /** The socket takes what the desk sent; questions are answered at once. */
    private void hand() {
        rig.outbound();
        for (; handed < rig.sent.size(); handed++) {
            if (handed > REQUESTS_MAX) {
                throw new AssertionError(
                        "asks without end: " + rig.sent.subList(handed - 20, handed));
            }
            final Sent sent = rig.sent.get(handed);
            if (sent.query() == null && sent.epoch() == rig.epoch) {
                underWay.add(sent);
            } else if (sent.query() != null && isOpen && sent.epoch() == rig.epoch) {
                rig.answerQuery(sent);
                rig.outbound();
            }
        }
    }

    private void carryOut(final Sent sent) {
        final String[] words = sent.text().split(" ");
        switch (sent.type()) {
            case TestTrading.NEW -> carryOutNew(sent, words[1]);
            case TestTrading.EDIT -> {
                final Deal deal = find(words);
                if (deal == null || !deal.isOpen()) {
                    tell(sent, () -> rig.error(sent, TestTrading.DONE));
                } else {
                    final Deal after =
                            rig.venue.edit(
                                    deal.id(),
                                    Long.parseLong(words[words.length - 2]),
                                    Math.max(
                                            deal.filled() + 1,
                                            Long.parseLong(words[words.length - 1])));
                    tell(sent, () -> rig.answer(sent, after));
                    tell(null, () -> rig.notice(after));
                }
            }
            default -> {
                final Deal deal = find(words);
                if (deal == null || !deal.isOpen()) {
                    tell(sent, () -> rig.error(sent, TestTrading.DONE));
                } else {
                    final Deal after = rig.venue.cancel(deal.id());
                    tell(sent, () -> rig.answer(sent, after));
                    tell(null, () -> rig.notice(after));
                }
            }
        }
    }

    private void carryOutNew(final Sent sent, final String label) {
        if (random.nextInt(8) == 0) {
            tell(sent, () -> rig.error(sent, TestTrading.REFUSED));
            return;
        }
        final long number = Long.parseLong(label.substring(2));
        final boolean isBuy = (number & 1) == 0;
        // The desk knows side and amount; the venue has its own mind about neither.
        final OrderReport report = rig.read(number);
        final byte side = report == null ? (isBuy ? Side.BUY : Side.SELL) : report.side;
        final Deal deal = rig.venue.place(label, side, report.price, Math.max(1, report.amount));
        tell(null, () -> rig.notice(deal));
        if (random.nextInt(3) == 0) {
            final Trade trade = rig.venue.fill(deal.id(), deal.amount());
            final Deal after = rig.venue.orders.get(deal.id());
            tell(sent, () -> rig.answer(sent, after, trade));
            tell(null, () -> rig.notice(trade));
            tell(null, () -> rig.notice(after));
        } else {
            tell(sent, () -> rig.answer(sent, deal));
        }
    }

    private Deal find(final String[] words) {
        return words[0].equals("label")
                ? rig.venue.ofLabel(words[1])
                : rig.venue.orders.get(words[0]);
    }

    private void fillAny() {
        final List<Deal> open = rig.venue.orders.values().stream().filter(Deal::isOpen).toList();
        if (open.isEmpty()) {
            return;
        }
        final Deal deal = open.get(random.nextInt(open.size()));
        final long left = deal.amount() - deal.filled();
        final Trade trade = rig.venue.fill(deal.id(), 1 + random.nextInt((int) left));
        final Deal after = rig.venue.orders.get(deal.id());
        tell(null, () -> rig.notice(trade));
        tell(null, () -> rig.notice(after));
    }

    private void othersTrade() {
        final Deal deal = rig.venue.place("theirs", Side.SELL, 100, 1 + random.nextInt(5));
        tell(null, () -> rig.notice(deal));
    }

    private void tell(final Sent request, final Runnable arrival) {
        if (isOpen && (request == null || request.epoch() == rig.epoch)) {
            messages.add(new Message(request, arrival));
        }
    }

    private void arriveAny() {
        if (messages.isEmpty()) {
            return;
        }
        final int at = random.nextInt(messages.size());
        final Message message = messages.get(at);
        // A notice may be told twice, on two channels; an answer comes once.
        if (message.request != null || random.nextInt(4) > 0) {
            messages.remove(at);
        }
        message.arrival.run();
    }

    /** An answer is given up; it may still come. */
    private void loseAny() {
        for (final Message message : messages) {
            if (message.request != null) {
                rig.lose(message.request);
                if (random.nextBoolean()) {
                    messages.remove(message);
                }
                hand();
                return;
            }
        }
    }

    private void close() {
        isOpen = false;
        messages.clear();
        rig.close();
        rig.unsent();
        handed = rig.sent.size();
        if (random.nextBoolean()) {
            rig.venue.orders.values().stream()
                    .filter(deal -> deal.isOpen() && deal.label().startsWith("L-"))
                    .map(Deal::id)
                    .toList()
                    .forEach(rig.venue::cancel);
        }
        // Of what was under way some is lost, and some is carried out later.
        underWay.removeIf(sent -> random.nextInt(2) == 0);
    }

    private void open() {
        isOpen = true;
        rig.open();
        hand();
    }

    /** Lets everything arrive and time pass, until nothing is to be expected any more. */
    void settle() {
        if (!isOpen) {
            open();
        }
        for (int i = 0; i < 20; i++) {
            rig.tick(SECOND_NS / 10);
            hand();
            if (!underWay.isEmpty()) {
                carryOut(underWay.remove(0));
            }
        }
        for (int i = 0; i < 300; i++) {
            rig.tick(SECOND_NS / 2);
            hand();
            while (!underWay.isEmpty()) {
                carryOut(underWay.remove(0));
            }
            while (!messages.isEmpty()) {
                arriveAny();
            }
        }
    }
}

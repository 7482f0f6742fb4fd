/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that goes wrong on purpose.
 *
 * @param words as a person calls it.
 * @param fault what the simulator does.
 * @param target whom it happens to.
 * @param provocation what makes the maker send the request that the fault waits for.
 * @param sign what the engine tells of it.
 */
record Mishap(String words, Fault fault, Target target, Provocation provocation, Sign sign) {
    private static final Duration SILENCE = Duration.ofMillis(2300);
    private static final Duration LATE = Duration.ofMillis(1500);
    private static final int GOING_AWAY = 1001;

    /** Whom a fault happens to. */
    enum Target {
        /** Connections that are logged in. */
        PRIVATE,
        /** Those that are not. */
        PUBLIC,
        /** Whoever sends the request or gets the message that the fault waits for. */
        NEXT
    }

    /** What is done beside the fault. */
    enum Provocation {
        NONE,
        /** Somebody hits all of a quote, right before. */
        HIT_BEFORE,
        /** Somebody hits all of a quote, right behind: the maker places another. */
        HIT_BEHIND,
        /** The public connection is reset: the maker takes its quotes back. */
        NO_BOOK_BEHIND,
        /** The cancels that a lost connection brings are lost or late. */
        RESET_BEHIND
    }

    /** What the engine tells. */
    enum Sign {
        PRIVATE_ENDED,
        PUBLIC_ENDED,
        REJECT,
        /** A gap in the book. */
        GAP,
        /** An order of which nobody knows. */
        UNKNOWN,
        /** Nothing: it is none of the trading program's business. */
        NONE
    }

    /** Each once. */
    static List<Mishap> all() {
        final List<Mishap> all = new ArrayList<>();
        ofConnections(all);
        cuts(all);
        ofAnswers(all);
        ofAccount(all);
        return all;
    }

    private static void ofConnections(final List<Mishap> all) {
        for (final Target target : List.of(Target.PRIVATE, Target.PUBLIC)) {
            final boolean isPrivate = target == Target.PRIVATE;
            final String whose = isPrivate ? "private connection " : "public connection ";
            final Sign ended = isPrivate ? Sign.PRIVATE_ENDED : Sign.PUBLIC_ENDED;
            all.add(of(whose + "reset", Fault.of(FaultKind.RESET), target, ended));
            all.add(
                    of(
                            whose + "closed with 1001",
                            Fault.of(FaultKind.CLOSE).withCode(GOING_AWAY),
                            target,
                            ended));
            all.add(
                    of(
                            whose + "silent for 2.3 s",
                            Fault.of(FaultKind.STOP_SENDING).withDuration(SILENCE),
                            target,
                            ended));
            all.add(of(whose + "sends rubbish", Fault.of(FaultKind.NOT_JSON), target, Sign.REJECT));
        }
    }

    private static void cuts(final List<Mishap> all) {
        for (final FaultKind kind :
                List.of(
                        FaultKind.CUT_BEFORE_REQUEST,
                        FaultKind.CUT_AFTER_REQUEST,
                        FaultKind.CUT_BEFORE_ANSWER,
                        FaultKind.CUT_AFTER_ANSWER)) {
            for (final String method : List.of("buy", "sell", "edit", "cancel")) {
                all.add(ofNext(kind, method, Sign.PRIVATE_ENDED));
            }
        }
    }

    private static void ofAnswers(final List<Mishap> all) {
        for (final String method : List.of("buy", "edit", "cancel")) {
            all.add(ofNext(FaultKind.NO_ANSWER, method, Sign.NONE));
        }
        all.add(ofNext(FaultKind.LATE_ANSWER, "sell", Sign.NONE));
        all.add(ofNext(FaultKind.DUPLICATE_ANSWER, "edit", Sign.NONE));
        all.add(ofNext(FaultKind.NOTIFY_BEFORE_ANSWER, "buy", Sign.NONE));
        all.add(ofNext(FaultKind.ANSWER_BEFORE_NOTIFY, "sell", Sign.NONE));
        all.add(ofNext(FaultKind.ERROR_ANSWER, "sell", Sign.UNKNOWN));
        all.add(ofNext(FaultKind.TOO_MANY_REQUESTS, "edit", Sign.PRIVATE_ENDED));
    }

    private static void ofAccount(final List<Mishap> all) {
        all.add(
                new Mishap(
                        "quote hit, private connection reset",
                        Fault.of(FaultKind.RESET),
                        Target.PRIVATE,
                        Provocation.HIT_BEFORE,
                        Sign.PRIVATE_ENDED));
        for (final FaultKind kind :
                List.of(FaultKind.LOST_NOTIFICATION, FaultKind.DUPLICATE_NOTIFICATION)) {
            all.add(
                    new Mishap(
                            kind.word() + " of a hit quote",
                            Fault.of(kind),
                            Target.NEXT,
                            Provocation.HIT_BEHIND,
                            Sign.NONE));
        }
        for (final FaultKind kind : List.of(FaultKind.COD_LOST, FaultKind.COD_DELAYED)) {
            all.add(
                    new Mishap(
                            "private connection reset, " + kind.word(),
                            Fault.of(kind),
                            Target.NEXT,
                            Provocation.RESET_BEHIND,
                            Sign.PRIVATE_ENDED));
        }
        all.add(of("token revoked", Fault.of(FaultKind.TOKEN_REVOKED), Target.PRIVATE, Sign.NONE));
        all.add(of("gap in the book", null, Target.NEXT, Sign.GAP));
    }

    private static Mishap of(
            final String words, final Fault fault, final Target target, final Sign sign) {
        return new Mishap(words, fault, target, Provocation.NONE, sign);
    }

    private static Mishap ofNext(final FaultKind kind, final String method, final Sign sign) {
        final Fault fault = Fault.of(kind).withMethod("private/" + method);
        return new Mishap(
                kind.word() + " on " + method,
                kind == FaultKind.LATE_ANSWER ? fault.withDuration(LATE) : fault,
                Target.NEXT,
                switch (method) {
                    case "buy", "sell" -> Provocation.HIT_BEHIND;
                    case "cancel" -> Provocation.NO_BOOK_BEHIND;
                    default -> Provocation.NONE;
                },
                sign);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.failure;

import io.novaring.tools.simulator.fault.Fault;
import io.novaring.tools.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.List;

/**
 * A fault and how it has to be noticed.
 *
 * @param noticed something the handler saw must begin with one of these.
 * @param isSlow true when the rule itself takes ten seconds and more.
 * @param isEnd true when the connection must stop for good.
 */
record Expected(Fault fault, List<String> noticed, boolean isSlow, boolean isEnd) {
    private static final Duration MOMENT = Duration.ofMillis(300);

    static Expected of(final Fault fault, final String... noticed) {
        return new Expected(fault, List.of(noticed), false, false);
    }

    static Expected slow(final Fault fault, final String... noticed) {
        return new Expected(fault, List.of(noticed), true, false);
    }

    /** A fault after which nothing is tried again: a person has to look. */
    static Expected end(final Fault fault, final String... noticed) {
        return new Expected(fault, List.of(noticed), false, true);
    }

    boolean isNoticedBy(final String what) {
        return noticed.stream().anyMatch(what::startsWith);
    }

    /** Rows for a kind; several where it has variants, none when it needs a login. */
    static List<Expected> rows(final FaultKind kind, final String book) {
        final Fault fault = Fault.of(kind);
        return switch (kind) {
            case TCP_RESET -> List.of(of(fault, "ended: connect-failed", "ended: connection-lost"));
            case TCP_HANG, UPGRADE_HANG -> List.of(of(fault, "ended: connect-timeout"));
            case TLS_HANG -> List.of(of(fault, "ended: connect-timeout"));
            case TLS_BROKEN -> List.of(slow(fault, "ended: tls-failed"));
            case TLS_SERVER_HELLO ->
                    kind.variants().stream()
                            .map(v -> slow(fault.withVariant(v), "ended: tls-failed"))
                            .toList();
            case UPGRADE_STATUS ->
                    List.of(
                            of(
                                    fault.withDelay(Duration.ofSeconds(1)),
                                    "ended: upgrade-refused 503"),
                            slow(fault.withCode(429), "ended: upgrade-refused 429"),
                            end(fault.withCode(302), "ended: upgrade-refused 302"));
            case WRONG_ACCEPT_KEY -> List.of(slow(fault, "ended: upgrade-refused 101"));
            case REFUSE -> List.of(of(fault.withDuration(MOMENT), "ended: connect-failed"));
            case MAINTENANCE -> List.of(of(fault.withDuration(MOMENT), "ended: connection-lost"));
            case SETTLEMENT -> List.of(of(fault.withDuration(MOMENT)));
            case RESET -> List.of(of(fault, "ended: connection-lost"));
            case HALF_OPEN -> List.of(of(fault, "ended: peer-silent"));
            case STOP_READING -> List.of(slow(fault, "ended: closed-by-peer 4000"));
            case STOP_SENDING ->
                    List.of(of(fault.withDuration(Duration.ofSeconds(3)), "ended: peer-silent"));
            case CLOSE ->
                    List.of(
                            of(fault, "ended: closed-by-peer 1000"),
                            of(fault.withCode(1001), "ended: closed-by-peer 1001"),
                            of(fault.withCode(1006), "ended: connection-lost"),
                            slow(fault.withCode(1008), "ended: closed-by-peer 1008"),
                            slow(fault.withCode(1009), "ended: closed-by-peer 1009"),
                            of(fault.withCode(1011), "ended: closed-by-peer 1011"),
                            of(fault.withCode(1012), "ended: closed-by-peer 1012"),
                            slow(fault.withCode(1013), "ended: closed-by-peer 1013"),
                            of(fault.withCode(4000), "ended: closed-by-peer 4000"));
            case BAD_CLOSE ->
                    kind.variants().stream()
                            .map(v -> of(fault.withVariant(v), "ended: protocol-error"))
                            .toList();
            case TRUNCATED_JSON -> List.of(of(fault, "reject truncated"));
            case NOT_JSON, CONTROL_CHARACTERS -> List.of(of(fault, "reject malformed"));
            case INVALID_UTF8 -> List.of(of(fault, "ended: protocol-error"));
            case DEEP_NESTING -> List.of(of(fault, "reject too-deep"));
            case UNKNOWN_MESSAGE -> List.of(of(fault, "reject unknown-message"));
            case HUGE_FRAME -> List.of(slow(fault, "ended: message-too-big"));
            case MASKED_FRAME, RESERVED_BITS -> List.of(of(fault, "ended: protocol-error"));
            case FRAGMENTS -> List.of(of(fault, "reject unknown-message"));
            case GAP, REORDER -> List.of(of(fault.withChannel(book), "gaps"));
            case DUPLICATE -> List.of(of(fault.withChannel(book), "duplicates"));
            case CROSSED -> List.of(of(fault.withChannel(book), "book crossed"));
            case DELETE_ABSENT -> List.of(of(fault.withChannel(book), "bad-book-messages"));
            case BAD_AMOUNT ->
                    kind.variants().stream()
                            .map(v -> fault.withChannel(book).withVariant(v))
                            .map(
                                    f ->
                                            of(
                                                    f,
                                                    "bad-book-messages",
                                                    "reject bad-number",
                                                    "reject wrong-type"))
                            .toList();
            case PARTIAL_ACKNOWLEDGEMENT -> List.of(of(fault, "rejected"));
            case LATE_ACKNOWLEDGEMENT -> List.of(of(fault.withDuration(MOMENT)));
            case REFUSED_CHANNEL -> List.of(of(fault.withChannel(book), "rejected"));
            case SILENT_CHANNEL, WITHHELD_SNAPSHOT ->
                    List.of(slow(fault.withChannel(book), "snapshots-missing"));
            case WRONG_ID -> List.of(of(fault, "unknown-ids", "duplicates", "late"));
            case UNKNOWN_ID -> List.of(of(fault, "unknown-ids"));
            case DUPLICATE_ANSWER -> List.of(of(fault, "duplicates"));
            case LATE_ANSWER -> List.of(of(fault.withDuration(MOMENT)));
            case NO_ANSWER -> List.of(slow(fault, "timed-out"));
            case ERROR_ANSWER -> List.of(of(fault, "error 11094"));
            case TOO_MANY_REQUESTS -> List.of(slow(fault, "error 10028"));
            case CUT_BEFORE_REQUEST, CUT_AFTER_REQUEST, CUT_BEFORE_ANSWER, CUT_AFTER_ANSWER ->
                    List.of(of(fault, "ended: connection-lost"));
            case NOTIFY_BEFORE_ANSWER,
                    ANSWER_BEFORE_NOTIFY,
                    TOKEN_REVOKED,
                    AUTH_ERROR,
                    AUTH_SILENT,
                    REFRESH_REFUSED,
                    LOST_NOTIFICATION,
                    DUPLICATE_NOTIFICATION,
                    COD_DELAYED,
                    COD_LOST ->
                    List.of();
        };
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.fault;

import static io.novaring.tools.simulator.fault.FaultParameter.CHANNEL;
import static io.novaring.tools.simulator.fault.FaultParameter.CODE;
import static io.novaring.tools.simulator.fault.FaultParameter.COUNT;
import static io.novaring.tools.simulator.fault.FaultParameter.DELAY;
import static io.novaring.tools.simulator.fault.FaultParameter.DURATION;
import static io.novaring.tools.simulator.fault.FaultParameter.METHOD;
import static io.novaring.tools.simulator.fault.FaultParameter.VARIANT;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Everything the simulator can do wrong on purpose. */
public enum FaultKind {
    /** The new TCP connection is reset as soon as it is accepted. */
    TCP_RESET(FaultScope.CONNECT),
    /** TCP is accepted, and nothing is ever read or answered. */
    TCP_HANG(FaultScope.CONNECT),
    /** {@code wss} only: the client's first TLS record is never answered. */
    TLS_HANG(FaultScope.CONNECT),
    /** {@code wss} only: the client's first TLS record is answered with bytes that are not TLS. */
    TLS_BROKEN(FaultScope.CONNECT),
    /**
     * {@code wss} only: the client's first TLS record is answered with a hello that agrees on what
     * no client may accept: {@code variant} says what.
     */
    TLS_SERVER_HELLO(
            FaultScope.CONNECT,
            List.of(
                    "tls-1.1",
                    "tls-1.0",
                    "ssl-3.0",
                    "null-cipher",
                    "anonymous-cipher",
                    "compression"),
            VARIANT),
    /** The HTTP upgrade is read and never answered. */
    UPGRADE_HANG(FaultScope.CONNECT),
    /**
     * The HTTP upgrade is answered with the status {@code code}, 503 by default; {@code delay}
     * becomes a {@code Retry-After}, a status of 3xx comes with a {@code Location}.
     */
    UPGRADE_STATUS(FaultScope.CONNECT, CODE, DELAY),
    /** The upgrade is answered with 101 and an accept key of somebody else. */
    WRONG_ACCEPT_KEY(FaultScope.CONNECT),

    /** The port is closed for {@code duration}: TCP itself refuses. Open connections stay. */
    REFUSE(FaultScope.VENUE, DURATION),
    /**
     * {@code platform_state} tells of maintenance and every request is answered with 11051; {@code
     * delay} later all connections are reset and the port is closed for {@code duration}.
     */
    MAINTENANCE(FaultScope.VENUE, DURATION, DELAY),
    /** All instruments are in the state {@code settlement} for {@code duration}. */
    SETTLEMENT(FaultScope.VENUE, DURATION),

    /** TCP reset: what is under way is lost. */
    RESET(FaultScope.CONNECTION),
    /** Neither reads nor writes any more, and ends nothing. */
    HALF_OPEN(FaultScope.CONNECTION),
    /** Writes on and reads no more, so that the client's writes block in the end. */
    STOP_READING(FaultScope.CONNECTION),
    /** Reads and writes nothing for {@code duration}; then everything that waited is sent. */
    STOP_SENDING(FaultScope.CONNECTION, DURATION),
    /** A close frame with {@code code}, 1000 by default; 1006 ends TCP without a close frame. */
    CLOSE(FaultScope.CONNECTION, CODE),
    /** A close frame that RFC 6455 forbids: {@code variant} says how. */
    BAD_CLOSE(
            FaultScope.CONNECTION,
            List.of("one-byte", "reserved-code", "invalid-utf8", "too-long"),
            VARIANT),
    /** A text message that stops in the middle of its JSON. */
    TRUNCATED_JSON(FaultScope.CONNECTION),
    /** A text message that is not JSON. */
    NOT_JSON(FaultScope.CONNECTION),
    /** A text message of control characters. */
    CONTROL_CHARACTERS(FaultScope.CONNECTION),
    /** A text message with a broken UTF-8 sequence. */
    INVALID_UTF8(FaultScope.CONNECTION),
    /** A text message of ten thousand open brackets. */
    DEEP_NESTING(FaultScope.CONNECTION),
    /** A notification of a method nobody knows. */
    UNKNOWN_MESSAGE(FaultScope.CONNECTION),
    /**
     * A text frame of {@code count} bytes, 64 MiB by default. What does not fit into the send
     * buffer is announced and never sent: the connection is of no use afterwards.
     */
    HUGE_FRAME(FaultScope.CONNECTION, COUNT),
    /** A frame with the mask bit, which only clients may set. */
    MASKED_FRAME(FaultScope.CONNECTION),
    /** A frame with a reserved bit, as if compression had been agreed. */
    RESERVED_BITS(FaultScope.CONNECTION),
    /** One well-formed message in {@code count} fragments of one byte, 10000 by default. */
    FRAGMENTS(FaultScope.CONNECTION, COUNT),

    /** The next message of the channel never reaches the wire. */
    GAP(FaultScope.CHANNEL, CHANNEL),
    /** The next message of the channel is sent twice. */
    DUPLICATE(FaultScope.CHANNEL, CHANNEL),
    /** The next message of the channel is sent after the one that follows it. */
    REORDER(FaultScope.CHANNEL, CHANNEL),
    /** The next change of a book puts a bid above the best ask. */
    CROSSED(FaultScope.CHANNEL, CHANNEL),
    /** The next change of a book deletes a level that is not there. */
    DELETE_ABSENT(FaultScope.CHANNEL, CHANNEL),
    /** The next change of a book has an amount that is none: {@code variant} says which. */
    BAD_AMOUNT(
            FaultScope.CHANNEL,
            List.of("negative", "not-a-number", "overflow", "string"),
            CHANNEL,
            VARIANT),

    /** Every second channel of the next subscribe call is left out. */
    PARTIAL_ACKNOWLEDGEMENT(FaultScope.SUBSCRIBE),
    /** The next subscribe call is acknowledged {@code duration} later; data comes at once. */
    LATE_ACKNOWLEDGEMENT(FaultScope.SUBSCRIBE, DURATION),
    /** The channel is left out the next time somebody subscribes to it. */
    REFUSED_CHANNEL(FaultScope.SUBSCRIBE, CHANNEL),
    /** The next subscription to the channel is acknowledged and never hears anything. */
    SILENT_CHANNEL(FaultScope.SUBSCRIBE, CHANNEL),
    /** The next subscription to the channel starts without its first message. */
    WITHHELD_SNAPSHOT(FaultScope.SUBSCRIBE, CHANNEL),

    /** What the connections of the trigger were granted is void: 13009 until they log in again. */
    TOKEN_REVOKED(FaultScope.CONNECTION),

    /** The answer bears the id of the request before it. */
    WRONG_ID(FaultScope.ANSWER, METHOD),
    /** The answer bears an id nobody ever used. */
    UNKNOWN_ID(FaultScope.ANSWER, METHOD),
    /** The answer is sent twice. */
    DUPLICATE_ANSWER(FaultScope.ANSWER, METHOD),
    /** The answer is sent {@code duration} later. */
    LATE_ANSWER(FaultScope.ANSWER, METHOD, DURATION),
    /** The request is carried out and never answered. */
    NO_ANSWER(FaultScope.ANSWER, METHOD),
    /**
     * The request is not carried out and answered with the error {@code code}, 11094 by default.
     */
    ERROR_ANSWER(FaultScope.ANSWER, METHOD, CODE),
    /** The request is answered with 10028 {@code too_many_requests}, and the session ends. */
    TOO_MANY_REQUESTS(FaultScope.ANSWER, METHOD),
    /** The request is read and not carried out: TCP reset. */
    CUT_BEFORE_REQUEST(FaultScope.ANSWER, METHOD),
    /** The request is carried out; TCP reset before its answer and before what it notifies of. */
    CUT_AFTER_REQUEST(FaultScope.ANSWER, METHOD),
    /** The request is carried out, what it notifies of is sent; TCP reset before its answer. */
    CUT_BEFORE_ANSWER(FaultScope.ANSWER, METHOD),
    /** The request is carried out and answered; TCP reset right behind the answer. */
    CUT_AFTER_ANSWER(FaultScope.ANSWER, METHOD),
    /** What the request notifies of is sent before its answer. */
    NOTIFY_BEFORE_ANSWER(FaultScope.ANSWER, METHOD),
    /** What the request notifies of is sent after its answer. */
    ANSWER_BEFORE_NOTIFY(FaultScope.ANSWER, METHOD),

    /** The login is refused with the error {@code code}, 13004 by default. */
    AUTH_ERROR(FaultScope.LOGIN, CODE),
    /** The login is neither carried out nor answered. */
    AUTH_SILENT(FaultScope.LOGIN),
    /** The next refresh of a token is refused with 13009; the token stays as it is. */
    REFRESH_REFUSED(FaultScope.LOGIN),

    /** The next message of a {@code user.} channel never reaches the wire. */
    LOST_NOTIFICATION(FaultScope.NOTIFICATION, CHANNEL),
    /** The next message of a {@code user.} channel is sent twice. */
    DUPLICATE_NOTIFICATION(FaultScope.NOTIFICATION, CHANNEL),

    /** Cancel-on-disconnect comes {@code duration} later. */
    COD_DELAYED(FaultScope.DISCONNECT, DURATION),
    /** Cancel-on-disconnect does not happen, although it is on. */
    COD_LOST(FaultScope.DISCONNECT);

    private final FaultScope scope;
    private final List<String> variants;
    private final Set<FaultParameter> parameters;

    FaultKind(final FaultScope scope, final FaultParameter... parameters) {
        this(scope, List.of(), parameters);
    }

    FaultKind(
            final FaultScope scope,
            final List<String> variants,
            final FaultParameter... parameters) {
        this.scope = scope;
        this.variants = variants;
        this.parameters = Set.of(parameters);
    }

    /** What it happens to. */
    public FaultScope scope() {
        return scope;
    }

    /** What it can be told. */
    public Set<FaultParameter> parameters() {
        return parameters;
    }

    /** The variants it has, the default first; empty when it has none. */
    public List<String> variants() {
        return variants;
    }

    /** Its name in a plan's text: {@code half-open}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it changes the levels of a book message. */
    public boolean isOfBooks() {
        return this == CROSSED || this == DELETE_ABSENT || this == BAD_AMOUNT;
    }

    /** Whether only a client that logs in can meet it. */
    public boolean needsLogin() {
        return switch (scope) {
            case LOGIN, NOTIFICATION, DISCONNECT -> true;
            default ->
                    this == TOKEN_REVOKED
                            || this == NOTIFY_BEFORE_ANSWER
                            || this == ANSWER_BEFORE_NOTIFY;
        };
    }

    /** Whether it needs {@code wss}. */
    public boolean needsTls() {
        return this == TLS_HANG || this == TLS_BROKEN || this == TLS_SERVER_HELLO;
    }
}

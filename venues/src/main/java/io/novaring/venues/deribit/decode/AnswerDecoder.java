/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;

/**
 * Answers to requests: collects their fields while the message is walked, since only its end tells
 * that it is an answer.
 */
final class AnswerDecoder {
    private static final int CODE = 0;
    private static final int MESSAGE = 1;
    private static final int DATA = 2;

    private static final WordTable ERROR_FIELDS = WordTable.of("code", "message", "data");

    private static final long NS_PER_US = 1_000;

    private long idText;
    private long requestId;
    private long resultText;
    private long usIn;
    private long usOut;
    private boolean hasError;
    private long errorCode;
    private long errorMessage;
    private long errorData;

    void clear() {
        idText = Text.ABSENT;
        requestId = MarketEvent.ABSENT;
        resultText = Text.ABSENT;
        usIn = MarketEvent.ABSENT;
        usOut = MarketEvent.ABSENT;
        clearError();
    }

    void id(final JsonCursor cursor) {
        final boolean isNumber = cursor.isNumber();
        final boolean isId = isNumber || cursor.isText();
        final long range = cursor.rangeOfValue();
        idText = isId ? range : Text.ABSENT;
        requestId = isNumber ? cursor.lastNumberAsInteger() : MarketEvent.ABSENT;
    }

    void result(final JsonCursor cursor) {
        resultText = cursor.rangeOfValue();
    }

    void usIn(final JsonCursor cursor) {
        usIn = cursor.integer();
    }

    void usOut(final JsonCursor cursor) {
        usOut = cursor.integer();
    }

    /** An error is an object; a bare text is taken for its message, null for no error. */
    void error(final JsonCursor cursor) {
        clearError();
        hasError = !cursor.isNull();
        if (!cursor.isObject()) {
            errorMessage = cursor.text();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(ERROR_FIELDS)) {
                case CODE -> errorCode = cursor.integer();
                case MESSAGE -> errorMessage = cursor.text();
                case DATA -> errorData = cursor.rangeOfValue();
                default -> cursor.skip();
            }
        }
    }

    private void clearError() {
        hasError = false;
        errorCode = MarketEvent.ABSENT;
        errorMessage = Text.ABSENT;
        errorData = Text.ABSENT;
    }

    /** Fills the event; false when the message was no answer. */
    boolean decode(final MarketEvent event) {
        if (!hasError && resultText == Text.ABSENT) {
            return false;
        }
        event.kind = hasError ? EventKind.ERROR : EventKind.RESPONSE;
        event.exchangeTimeNs = timeNs();
        event.requestId = requestId;
        event.idText = idText;
        event.resultText = hasError ? Text.ABSENT : resultText;
        event.usIn = usIn;
        event.usOut = usOut;
        event.errorCode = errorCode;
        event.errorMessage = errorMessage;
        event.errorData = errorData;
        return true;
    }

    private long timeNs() {
        final boolean isTime = usOut >= 0 && usOut <= Long.MAX_VALUE / NS_PER_US;
        return isTime ? usOut * NS_PER_US : MarketEvent.ABSENT;
    }
}

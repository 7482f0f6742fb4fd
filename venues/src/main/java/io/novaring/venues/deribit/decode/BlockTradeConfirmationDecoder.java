/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.WordTable;
import io.novaring.codec.notice.BlockTradeConfirmationColumns;

/** Data of {@code block_trade_confirmations} and {@code block_trade_confirmations.*}. */
final class BlockTradeConfirmationDecoder {
    private static final int NONCE = 0;
    private static final int TIMESTAMP = 1;
    private static final int ROLE = 2;
    private static final int USER_ID = 3;
    private static final int STATE = 4;
    private static final int COUNTERPARTY_STATE = 5;
    private static final int TRADES = 6;
    private static final int BROKER_CODE = 7;
    private static final int BROKER_NAME = 8;

    private static final WordTable FIELDS =
            WordTable.of(
                    "nonce",
                    "timestamp",
                    "role",
                    "user_id",
                    "state",
                    "counterparty_state",
                    "trades",
                    "broker_code",
                    "broker_name");

    private static final int VALUE = 0;
    private static final int STATE_TIMESTAMP = 1;

    private static final WordTable STATE_FIELDS = WordTable.of("value", "timestamp");

    private final TradeRowDecoder trades;

    // The state object read last.
    private long stateValue;
    private long stateTimeNs;

    BlockTradeConfirmationDecoder(final TradeRowDecoder trades) {
        this.trades = trades;
    }

    void decode(final JsonCursor cursor, final MarketEvent event) {
        final BlockTradeConfirmationColumns columns = event.notice.claimConfirmation();
        event.kind = EventKind.BLOCK_TRADE_CONFIRMATION;
        event.exchangeTimeNs = MarketEvent.ABSENT;
        event.trades.clear();
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(FIELDS)) {
                case NONCE -> columns.nonce = cursor.textOrNumber();
                case TIMESTAMP -> event.exchangeTimeNs = cursor.timeOfMillis();
                case ROLE -> columns.role = cursor.text();
                case USER_ID -> columns.userId = cursor.integer();
                case STATE -> {
                    state(cursor);
                    columns.state = stateValue;
                    columns.stateTimeNs = stateTimeNs;
                }
                case COUNTERPARTY_STATE -> {
                    state(cursor);
                    columns.counterpartyState = stateValue;
                    columns.counterpartyStateTimeNs = stateTimeNs;
                }
                case TRADES -> trades.decodeAll(cursor, event.trades, false);
                case BROKER_CODE -> columns.brokerCode = cursor.text();
                case BROKER_NAME -> columns.brokerName = cursor.text();
                default -> cursor.skip();
            }
        }
    }

    private void state(final JsonCursor cursor) {
        stateValue = Text.ABSENT;
        stateTimeNs = MarketEvent.ABSENT;
        if (!cursor.isObject()) {
            stateValue = cursor.text();
            return;
        }
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            switch (cursor.field(STATE_FIELDS)) {
                case VALUE -> stateValue = cursor.text();
                case STATE_TIMESTAMP -> stateTimeNs = cursor.timeOfMillis();
                default -> cursor.skip();
            }
        }
    }
}

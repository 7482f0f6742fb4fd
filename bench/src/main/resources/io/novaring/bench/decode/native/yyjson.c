/* SPDX-License-Identifier: Apache-2.0 */
/* yyjson: a document in a pool that is used again, then its values in their order. */
#include <yyjson.h>

#include "event.h"

static char pool[1 << 20];

static inline double number(yyjson_val *v) {
    return yyjson_is_null(v) ? NAN : yyjson_get_num(v);
}

static inline int64_t exact(yyjson_val *v) {
    if (yyjson_is_real(v)) return scaled(unsafe_yyjson_get_real(v));
    return yyjson_is_null(v) ? ABSENT : yyjson_get_sint(v) * 1000000000LL;
}

static inline int name_id(names_t *names, yyjson_val *v) {
    return intern(names, unsafe_yyjson_get_str(v), unsafe_yyjson_get_len(v));
}

static void levels(yyjson_val *side, levels_t *levels) {
    size_t at, count;
    yyjson_val *level;
    levels->size = 0;
    yyjson_arr_foreach(side, at, count, level) {
        yyjson_val *action = unsafe_yyjson_get_first(level);
        yyjson_val *price = unsafe_yyjson_get_next(action);
        const int i = levels->size++;
        const size_t length = unsafe_yyjson_get_len(action);
        levels->action[i] = (int8_t) (length == 3 ? LEVEL_NEW
            : unsafe_yyjson_get_str(action)[0] == 'c' ? LEVEL_CHANGE : LEVEL_DELETE);
        levels->price[i] = exact(price);
        levels->amount[i] = exact(unsafe_yyjson_get_next(price));
    }
}

static void book(yyjson_val *data) {
    size_t at, count;
    yyjson_val *name, *v;
    event.kind = BOOK;
    event.prev_change_id = ABSENT;
    yyjson_obj_foreach(data, at, count, name, v) {
        const char *key = unsafe_yyjson_get_str(name);
        switch (unsafe_yyjson_get_len(name)) {
        case 4:
            if (memcmp(key, "type", 4) == 0) {
                event.flags |= unsafe_yyjson_get_str(v)[0] == 's' ? SNAPSHOT : CHANGE;
            } else if (memcmp(key, "bids", 4) == 0) {
                levels(v, &event.bids);
            } else if (memcmp(key, "asks", 4) == 0) {
                levels(v, &event.asks);
            }
            break;
        case 9:
            if (memcmp(key, "timestamp", 9) == 0) {
                event.time_ns = yyjson_get_sint(v) * NS_PER_MS;
            } else if (memcmp(key, "change_id", 9) == 0) {
                event.change_id = yyjson_get_sint(v);
            }
            break;
        case 14:
            if (memcmp(key, "prev_change_id", 14) == 0) event.prev_change_id = yyjson_get_sint(v);
            break;
        case 15:
            if (memcmp(key, "instrument_name", 15) == 0) {
                event.instrument = name_id(&instruments, v);
            }
            break;
        default:
            break;
        }
    }
}

static void trades(yyjson_val *data) {
    size_t row, rows, at, count;
    yyjson_val *trade, *name, *v;
    event.kind = TRADES;
    event.trade_count = 0;
    yyjson_arr_foreach(data, row, rows, trade) {
        trade_t *t = &event.trades[event.trade_count++];
        t->iv = NAN;
        yyjson_obj_foreach(trade, at, count, name, v) {
            const char *key = unsafe_yyjson_get_str(name);
            switch (unsafe_yyjson_get_len(name)) {
            case 2:
                if (memcmp(key, "iv", 2) == 0) { t->iv = number(v); break; }
                break;
            case 5:
                if (memcmp(key, "price", 5) == 0) { t->price = exact(v); break; }
                break;
            case 6:
                if (memcmp(key, "amount", 6) == 0) { t->amount = exact(v); break; }
                break;
            case 9:
                if (memcmp(key, "contracts", 9) == 0) { t->contracts = exact(v); break; }
                if (memcmp(key, "trade_seq", 9) == 0) { t->seq = yyjson_get_sint(v); break; }
                if (memcmp(key, "timestamp", 9) == 0) { t->time_ns = yyjson_get_sint(v) * NS_PER_MS; break; }
                if (memcmp(key, "direction", 9) == 0) { t->direction = unsafe_yyjson_get_str(v)[0] == 'b' ? 0 : 1; break; }
                break;
            case 10:
                if (memcmp(key, "mark_price", 10) == 0) { t->mark_price = exact(v); break; }
                break;
            case 11:
                if (memcmp(key, "index_price", 11) == 0) { t->index_price = exact(v); break; }
                break;
            case 14:
                if (memcmp(key, "tick_direction", 14) == 0) { t->tick_direction = (int32_t) yyjson_get_sint(v); break; }
                break;
            case 15:
                if (memcmp(key, "instrument_name", 15) == 0) { t->instrument = name_id(&instruments, v); break; }
                break;
            default:
                break;
            }
        }
    }
    finish_trades();
}

static void group(yyjson_val *data, ticker_t *t) {
    size_t at, count;
    yyjson_val *name, *v;
    yyjson_obj_foreach(data, at, count, name, v) {
        const char *key = unsafe_yyjson_get_str(name);
        switch (unsafe_yyjson_get_len(name)) {
        case 3:
            if (memcmp(key, "low", 3) == 0) { t->low = exact(v); break; }
            if (memcmp(key, "rho", 3) == 0) { t->rho = number(v); break; }
            break;
        case 4:
            if (memcmp(key, "high", 4) == 0) { t->high = exact(v); break; }
            if (memcmp(key, "vega", 4) == 0) { t->vega = number(v); break; }
            break;
        case 5:
            if (memcmp(key, "theta", 5) == 0) { t->theta = number(v); break; }
            if (memcmp(key, "gamma", 5) == 0) { t->gamma = number(v); break; }
            if (memcmp(key, "delta", 5) == 0) { t->delta = number(v); break; }
            break;
        case 6:
            if (memcmp(key, "volume", 6) == 0) { t->volume = number(v); break; }
            break;
        case 10:
            if (memcmp(key, "volume_usd", 10) == 0) { t->volume_usd = number(v); break; }
            break;
        case 12:
            if (memcmp(key, "price_change", 12) == 0) { t->price_change = number(v); break; }
            break;
        default:
            break;
        }
    }
}

static void ticker(yyjson_val *data, int kind) {
    size_t at, count;
    yyjson_val *name, *v;
    ticker_t *t = &event.ticker;
    event.kind = kind;
    if (kind == TICKER) event.flags |= SNAPSHOT;
    clear_ticker(t);
    yyjson_obj_foreach(data, at, count, name, v) {
        const char *key = unsafe_yyjson_get_str(name);
        switch (unsafe_yyjson_get_len(name)) {
        case 5:
            if (memcmp(key, "stats", 5) == 0) { group(v, t); break; }
            break;
        case 6:
            if (memcmp(key, "bid_iv", 6) == 0) { t->bid_iv = number(v); break; }
            if (memcmp(key, "ask_iv", 6) == 0) { t->ask_iv = number(v); break; }
            if (memcmp(key, "greeks", 6) == 0) { group(v, t); break; }
            break;
        case 7:
            if (memcmp(key, "mark_iv", 7) == 0) { t->mark_iv = number(v); break; }
            break;
        case 9:
            if (memcmp(key, "min_price", 9) == 0) { t->min_price = exact(v); break; }
            if (memcmp(key, "max_price", 9) == 0) { t->max_price = exact(v); break; }
            if (memcmp(key, "timestamp", 9) == 0) { event.time_ns = yyjson_get_sint(v) * NS_PER_MS; break; }
            break;
        case 10:
            if (memcmp(key, "mark_price", 10) == 0) { t->mark_price = exact(v); break; }
            if (memcmp(key, "last_price", 10) == 0) { t->last_price = exact(v); break; }
            if (memcmp(key, "funding_8h", 10) == 0) { t->funding_8h = number(v); break; }
            break;
        case 11:
            if (memcmp(key, "index_price", 11) == 0) { t->index_price = exact(v); break; }
            break;
        case 13:
            if (memcmp(key, "open_interest", 13) == 0) { t->open_interest = exact(v); break; }
            if (memcmp(key, "interest_rate", 13) == 0) { t->interest_rate = number(v); break; }
            break;
        case 14:
            if (memcmp(key, "best_bid_price", 14) == 0) { t->best_bid_price = exact(v); break; }
            if (memcmp(key, "best_ask_price", 14) == 0) { t->best_ask_price = exact(v); break; }
            if (memcmp(key, "interest_value", 14) == 0) { t->interest_value = number(v); break; }
            break;
        case 15:
            if (memcmp(key, "best_bid_amount", 15) == 0) { t->best_bid_amount = exact(v); break; }
            if (memcmp(key, "best_ask_amount", 15) == 0) { t->best_ask_amount = exact(v); break; }
            if (memcmp(key, "current_funding", 15) == 0) { t->current_funding = number(v); break; }
            if (memcmp(key, "instrument_name", 15) == 0) { event.instrument = name_id(&instruments, v); break; }
            break;
        case 16:
            if (memcmp(key, "underlying_price", 16) == 0) { t->underlying_price = exact(v); break; }
            if (memcmp(key, "settlement_price", 16) == 0) { t->settlement_price = exact(v); break; }
            break;
        case 24:
            if (memcmp(key, "estimated_delivery_price", 24) == 0) { t->estimated_delivery_price = exact(v); break; }
            break;
        default:
            break;
        }
    }
}

static void decode(const char *frame, size_t length) {
    yyjson_alc allocator;
    yyjson_alc_pool_init(&allocator, pool, sizeof(pool));
    yyjson_doc *document = yyjson_read_opts((char *) frame, length, 0, &allocator, NULL);
    yyjson_val *params = yyjson_obj_get(yyjson_doc_get_root(document), "params");
    yyjson_val *channel = yyjson_obj_get(params, "channel");
    yyjson_val *data = yyjson_obj_get(params, "data");
    const char *kind = yyjson_get_str(channel);
    event.channel = name_id(&channels, channel);
    switch (kind[0]) {
    case 'b': book(data); break;
    case 'q': ticker(data, QUOTE); break;
    default:
        if (kind[1] == 'r') trades(data);
        else ticker(data, TICKER);
        break;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
// simdjson's On-Demand: values as they come, exact numbers from their own characters.
#include <simdjson.h>

#include <string_view>

#include "event.h"

using namespace simdjson;

static_assert(PADDING >= SIMDJSON_PADDING, "frames need simdjson's padding");

static ondemand::parser parser;

static inline std::string_view key_of(ondemand::field &field) {
    return field.unescaped_key().value_unsafe();
}

static inline bool is_null(ondemand::value &v) {
    return v.raw_json_token()[0] == 'n';
}

// Consumes nothing that the iterator does not pass over by itself.
static inline int64_t exact(ondemand::value v) {
    return is_null(v) ? ABSENT : scaled_text(v.raw_json_token().data());
}

static inline double number(ondemand::value v) {
    return is_null(v) ? NAN : v.get_double().value_unsafe();
}

static inline int64_t integer(ondemand::value v) {
    return v.get_int64().value_unsafe();
}

static inline std::string_view text(ondemand::value v) {
    return v.get_string().value_unsafe();
}

static inline int name_id(names_t *names, ondemand::value v) {
    const std::string_view name = text(v);
    return intern(names, name.data(), name.size());
}

static void levels(ondemand::value side, levels_t *levels) {
    levels->size = 0;
    for (auto row : side.get_array().value_unsafe()) {
        const int i = levels->size++;
        int column = 0;
        for (auto item : row.get_array().value_unsafe()) {
            ondemand::value v = item.value_unsafe();
            if (column == 0) {
                // Behind its quote: new, change or delete.
                const char first = v.raw_json_token()[1];
                levels->action[i] =
                    first == 'n' ? LEVEL_NEW : first == 'c' ? LEVEL_CHANGE : LEVEL_DELETE;
            } else if (column == 1) {
                levels->price[i] = scaled_text(v.raw_json_token().data());
            } else {
                levels->amount[i] = scaled_text(v.raw_json_token().data());
            }
            column++;
        }
    }
}

static void book(ondemand::value data) {
    event.kind = BOOK;
    event.prev_change_id = ABSENT;
    for (auto each : data.get_object().value_unsafe()) {
        ondemand::field field = each.value_unsafe();
        const std::string_view name = key_of(field);
        const char *key = name.data();
        ondemand::value v = field.value();
        switch (name.size()) {
        case 4:
            if (memcmp(key, "type", 4) == 0) {
                event.flags |= v.raw_json_token()[1] == 's' ? SNAPSHOT : CHANGE;
            } else if (memcmp(key, "bids", 4) == 0) {
                levels(v, &event.bids);
            } else if (memcmp(key, "asks", 4) == 0) {
                levels(v, &event.asks);
            }
            break;
        case 9:
            if (memcmp(key, "timestamp", 9) == 0) {
                event.time_ns = integer(v) * NS_PER_MS;
            } else if (memcmp(key, "change_id", 9) == 0) {
                event.change_id = integer(v);
            }
            break;
        case 14:
            if (memcmp(key, "prev_change_id", 14) == 0) event.prev_change_id = integer(v);
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

static void trades(ondemand::value data) {
    event.kind = TRADES;
    event.trade_count = 0;
    for (auto row : data.get_array().value_unsafe()) {
        trade_t *t = &event.trades[event.trade_count++];
        t->iv = NAN;
        for (auto each : row.get_object().value_unsafe()) {
            ondemand::field field = each.value_unsafe();
            const std::string_view name = key_of(field);
            const char *key = name.data();
            ondemand::value v = field.value();
            switch (name.size()) {
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
                if (memcmp(key, "trade_seq", 9) == 0) { t->seq = integer(v); break; }
                if (memcmp(key, "timestamp", 9) == 0) { t->time_ns = integer(v) * NS_PER_MS; break; }
                if (memcmp(key, "direction", 9) == 0) { t->direction = v.raw_json_token()[1] == 'b' ? 0 : 1; break; }
                break;
            case 10:
                if (memcmp(key, "mark_price", 10) == 0) { t->mark_price = exact(v); break; }
                break;
            case 11:
                if (memcmp(key, "index_price", 11) == 0) { t->index_price = exact(v); break; }
                break;
            case 14:
                if (memcmp(key, "tick_direction", 14) == 0) { t->tick_direction = (int32_t) integer(v); break; }
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

static void group(ondemand::value data, ticker_t *t) {
    for (auto each : data.get_object().value_unsafe()) {
        ondemand::field field = each.value_unsafe();
        const std::string_view name = key_of(field);
        const char *key = name.data();
        ondemand::value v = field.value();
        switch (name.size()) {
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

static void ticker(ondemand::value data, int kind) {
    ticker_t *t = &event.ticker;
    event.kind = kind;
    if (kind == TICKER) event.flags |= SNAPSHOT;
    clear_ticker(t);
    for (auto each : data.get_object().value_unsafe()) {
        ondemand::field field = each.value_unsafe();
        const std::string_view name = key_of(field);
        const char *key = name.data();
        ondemand::value v = field.value();
        switch (name.size()) {
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
            if (memcmp(key, "timestamp", 9) == 0) { event.time_ns = integer(v) * NS_PER_MS; break; }
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
    ondemand::document document =
        parser.iterate(frame, length, length + PADDING).value_unsafe();
    ondemand::object params = document["params"].get_object().value_unsafe();
    const std::string_view channel = params["channel"].get_string().value_unsafe();
    const char kind = channel[0], second = channel[1];
    event.channel = intern(&channels, channel.data(), channel.size());
    ondemand::value data = params["data"].value_unsafe();
    if (kind == 'b') book(data);
    else if (kind == 'q') ticker(data, QUOTE);
    else if (second == 'r') trades(data);
    else ticker(data, TICKER);
}

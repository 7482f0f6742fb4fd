/* SPDX-License-Identifier: Apache-2.0 */
/* What a decoder fills: the fields of MarketEvent, its hash as in Fingerprint.java, ids of names,
 * frames from a file and the loop that measures. A program defines decode() and includes this. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FRAMES 1024
#define PADDING 64
#define NS_PER_MS 1000000LL
#define ABSENT INT64_MIN
#define LEVELS_MAX 512
#define TRADES_MAX 64
#define NAMES_MAX 1024

enum { BOOK = 0, TRADES = 1, TICKER = 2, QUOTE = 3 };
enum { SNAPSHOT = 1, CHANGE = 2 };
enum { LEVEL_NEW = 0, LEVEL_CHANGE = 1, LEVEL_DELETE = 2 };

typedef struct {
    int size;
    int8_t action[LEVELS_MAX];
    int64_t price[LEVELS_MAX];
    int64_t amount[LEVELS_MAX];
} levels_t;

typedef struct {
    int64_t seq, time_ns, price, mark_price, index_price, contracts, amount;
    double iv;
    int32_t instrument, direction, tick_direction;
} trade_t;

typedef struct {
    int64_t best_bid_price, best_bid_amount, best_ask_price, best_ask_amount;
    int64_t underlying_price, low, high, settlement_price, open_interest, min_price, max_price;
    int64_t mark_price, last_price, index_price, estimated_delivery_price;
    double volume_usd, volume, price_change, mark_iv, interest_value, interest_rate;
    double vega, theta, rho, gamma, delta, funding_8h, current_funding, bid_iv, ask_iv;
} ticker_t;

typedef struct {
    int kind, flags, channel, instrument;
    int64_t time_ns, change_id, prev_change_id;
    levels_t bids, asks;
    int trade_count;
    trade_t trades[TRADES_MAX];
    ticker_t ticker;
} event_t;

typedef struct {
    const char *text[NAMES_MAX];
    size_t length[NAMES_MAX];
    int16_t slots[NAMES_MAX * 4];
    int size;
} names_t;

static names_t channels, instruments;
static event_t event;

static inline int intern(names_t *names, const char *text, size_t length) {
    uint64_t hash = length, word;
    size_t at = 0;
    for (; at + 8 <= length; at += 8) {
        memcpy(&word, text + at, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 32;
    }
    for (; at < length; at++) hash = (hash ^ (uint8_t) text[at]) * 0x9E3779B97F4A7C15ULL;
    unsigned slot = (unsigned) (hash >> 32) % (NAMES_MAX * 4);
    for (; names->slots[slot] != 0; slot = (slot + 1) % (NAMES_MAX * 4)) {
        const int id = names->slots[slot] - 1;
        if (names->length[id] == length && memcmp(names->text[id], text, length) == 0) return id;
    }
    char *copy = (char *) malloc(length);
    memcpy(copy, text, length);
    names->text[names->size] = copy;
    names->length[names->size] = length;
    names->slots[slot] = (int16_t) ++names->size;
    return names->size - 1;
}

static inline int is(const char *text, size_t length, const char *name) {
    return strlen(name) == length && memcmp(text, name, length) == 0;
}

/* The decimal of at most nine places that reads as this double, as in peer/Scaled.java. */
static inline int64_t scaled(double value) {
    const double few = nearbyint(value * 1e4);
    if (few / 1e4 == value && fabs(few) < 0x1p53) return (int64_t) few * 100000;
    const double all = nearbyint(value * 1e9);
    if (all / 1e9 == value && fabs(all) < 0x1p53) return (int64_t) all;
    fprintf(stderr, "not a decimal of nine places: %.17g\n", value);
    exit(2);
}

static const int64_t POWERS[] = {1LL, 10LL, 100LL, 1000LL, 10000LL, 100000LL, 1000000LL,
    10000000LL, 100000000LL, 1000000000LL, 10000000000LL, 100000000000LL, 1000000000000LL,
    10000000000000LL, 100000000000000LL, 1000000000000000LL, 10000000000000000LL,
    100000000000000000LL, 1000000000000000000LL};

/* The number at these characters; what follows it ends it. */
static inline int64_t scaled_text(const char *at) {
    const int negative = *at == '-';
    int64_t value = 0;
    int power = 9;
    at += negative;
    while ((uint8_t) (*at - '0') <= 9) value = value * 10 + (*at++ - '0');
    if (*at == '.') {
        const char *point = at++;
        while ((uint8_t) (*at - '0') <= 9) value = value * 10 + (*at++ - '0');
        power -= (int) (at - point - 1);
    }
    if ((*at | 0x20) == 'e') power += atoi(at + 1);
    if (negative) value = -value;
    return power >= 0 ? value * POWERS[power] : value / POWERS[-power];
}

static inline void clear_ticker(ticker_t *t) {
    t->best_bid_price = t->best_bid_amount = t->best_ask_price = t->best_ask_amount = ABSENT;
    t->underlying_price = t->low = t->high = t->settlement_price = t->open_interest = ABSENT;
    t->min_price = t->max_price = t->mark_price = t->last_price = t->index_price = ABSENT;
    t->estimated_delivery_price = ABSENT;
    t->volume_usd = t->volume = t->price_change = t->mark_iv = t->interest_value = NAN;
    t->interest_rate = t->vega = t->theta = t->rho = t->gamma = t->delta = NAN;
    t->funding_8h = t->current_funding = t->bid_iv = t->ask_iv = NAN;
}

static inline void finish_trades(void) {
    event.time_ns = ABSENT;
    event.instrument = event.trade_count == 0 ? -1 : event.trades[0].instrument;
    for (int i = 0; i < event.trade_count; i++) {
        if (event.trades[i].time_ns > event.time_ns) event.time_ns = event.trades[i].time_ns;
        if (event.trades[i].instrument != event.instrument) event.instrument = -1;
    }
}

static uint64_t mix(uint64_t hash, int64_t value) {
    const uint64_t x = hash ^ (uint64_t) value;
    return (x << 27 | x >> 37) * 0x9E3779B97F4A7C15ULL;
}

static uint64_t mix_double(uint64_t hash, double value) {
    int64_t bits = 0x7ff8000000000000LL;
    if (!isnan(value)) memcpy(&bits, &value, 8);
    return mix(hash, bits);
}

static uint64_t hash_levels(uint64_t hash, const levels_t *levels) {
    hash = mix(hash, levels->size);
    for (int i = 0; i < levels->size; i++) {
        hash = mix(mix(mix(hash, levels->action[i]), levels->price[i]), levels->amount[i]);
    }
    return hash;
}

static uint64_t hash_event(void) {
    uint64_t hash = mix(mix(mix(0, event.kind), event.flags), event.channel);
    hash = mix(mix(hash, event.instrument), event.time_ns);
    if (event.kind == BOOK) {
        hash = mix(mix(hash, event.change_id), event.prev_change_id);
        return hash_levels(hash_levels(hash, &event.bids), &event.asks);
    }
    if (event.kind == TRADES) {
        hash = mix(hash, event.trade_count);
        for (int i = 0; i < event.trade_count; i++) {
            const trade_t *t = &event.trades[i];
            hash = mix(mix(mix(hash, t->seq), t->time_ns), t->tick_direction);
            hash = mix_double(mix(mix(hash, t->price), t->mark_price), t->iv);
            hash = mix(mix(mix(hash, t->instrument), t->index_price), t->direction);
            hash = mix(mix(hash, t->contracts), t->amount);
        }
        return hash;
    }
    const ticker_t *t = &event.ticker;
    hash = mix(mix(hash, t->best_bid_price), t->best_bid_amount);
    hash = mix(mix(hash, t->best_ask_price), t->best_ask_amount);
    if (event.kind == QUOTE) return hash;
    hash = mix_double(mix_double(mix(hash, t->underlying_price), t->volume_usd), t->volume);
    hash = mix(mix(mix_double(hash, t->price_change), t->low), t->high);
    hash = mix(mix(mix(hash, t->settlement_price), t->open_interest), t->min_price);
    hash = mix_double(mix(mix(hash, t->max_price), t->mark_price), t->mark_iv);
    hash = mix_double(mix_double(mix(hash, t->last_price), t->interest_value), t->interest_rate);
    hash = mix_double(mix_double(mix(hash, t->index_price), t->vega), t->theta);
    hash = mix_double(mix_double(mix_double(hash, t->rho), t->gamma), t->delta);
    hash = mix(mix_double(hash, t->funding_8h), t->estimated_delivery_price);
    return mix_double(mix_double(mix_double(hash, t->current_funding), t->bid_iv), t->ask_iv);
}

static void decode(const char *frame, size_t length);

static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static inline void next_event(const char *frame, size_t length) {
    event.flags = 0;
    event.channel = event.instrument = -1;
    event.time_ns = ABSENT;
    decode(frame, length);
}

static double measure(char *const *frames, const uint32_t *lengths, int64_t forNs) {
    int64_t count = 0, start = now_ns(), now = start;
    while (now - start < forNs) {
        for (int i = 0; i < FRAMES; i++) {
            next_event(frames[i], lengths[i]);
            __asm__ volatile("" : : "r"(&event) : "memory");
        }
        count += FRAMES;
        now = now_ns();
    }
    return (double) (now - start) / (double) count;
}

/* Arguments: a file of frames, milliseconds. Prints all hashes as one, then nanoseconds a frame. */
int main(int argc, char **argv) {
    static char *frames[FRAMES];
    static uint32_t lengths[FRAMES];
    FILE *file = argc == 3 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: program frames milliseconds\n");
        return 2;
    }
    uint64_t all = 0;
    for (int i = 0; i < FRAMES; i++) {
        uint64_t expected;
        if (fread(&lengths[i], 4, 1, file) != 1 || fread(&expected, 8, 1, file) != 1) return 2;
        frames[i] = (char *) calloc(1, lengths[i] + PADDING);
        if (fread(frames[i], 1, lengths[i], file) != lengths[i]) return 2;
        next_event(frames[i], lengths[i]);
        if (hash_event() != expected) {
            fprintf(stderr, "fills another event from frame %d: %s\n", i, frames[i]);
            return 1;
        }
        all = mix(all, (int64_t) expected);
    }
    const int64_t forNs = atoll(argv[2]) * NS_PER_MS;
    measure(frames, lengths, forNs / 2);
    printf("%016llx\n%.2f\n", (unsigned long long) all, measure(frames, lengths, forNs));
    return 0;
}

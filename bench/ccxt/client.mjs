// SPDX-License-Identifier: Apache-2.0
// ccxt pro as a client of the pack's feed: node client.mjs ADDRESS BASE INSTRUMENTS
// It talks as io.novaring.bench.client.ClientProcess does.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import ccxt from 'ccxt';

const PACED = 1_000_000_000_000_000;
const UNPACED = 2_000_000_000_000_000;
const END = 9_000_000_000_000_000;
const LATENCIES_MAX = 1 << 22;

const [address, base, names] = process.argv.slice(2);
const baseNs = BigInt(base);
const instruments = names.split(',');
const exchange = new ccxt.pro.deribit({ enableRateLimit: false, newUpdates: true });
exchange.urls.api.ws = address;
exchange.urls.api.rest = address.replace(/^ws/, 'http').replace(/\/ws\/.*/, '');
exchange.streaming.keepAlive = 3_600_000;

let messages = 0;
let awaited = 0;
let latencyCount = 0;
let start;
const latencies = new Float64Array(LATENCIES_MAX);

const handleMessage = exchange.handleMessage.bind(exchange);
exchange.handleMessage = (client, message) => {
    handleMessage(client, message);
    const params = message.params;
    if (params === undefined) {
        return;
    }
    messages++;
    // It makes strings of long numbers.
    const id = Number(params.data.change_id);
    if (id < UNPACED) {
        const now = Number(process.hrtime.bigint() - baseNs);
        latencies[latencyCount++ & (LATENCIES_MAX - 1)] = Math.max(0, now - (id - PACED));
    } else if (id === END) {
        console.log(`end ${hash()} ${messages}`);
    }
};

function hash() {
    const lines = [];
    const books = new Map(
        Object.values(exchange.orderbooks).map((book) => [exchange.market(book.symbol).id, book]),
    );
    for (const name of [...books.keys()].sort()) {
        for (const [letter, side] of [['b', books.get(name).bids], ['a', books.get(name).asks]]) {
            for (const level of [...side].sort((one, other) => one[0] - other[0])) {
                lines.push(`${name} ${letter} ${level[0]} ${level[1]}\n`);
            }
        }
    }
    return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 16);
}

function open() {
    latencyCount = 0;
    start = { awaited, messages, cpu: process.cpuUsage(), ns: process.hrtime.bigint() };
}

/** Each value in steps of at most a thousandth of it, as the others tell it. */
function steps(sorted) {
    const counts = new Map();
    for (const value of sorted) {
        const step = 2 ** Math.max(0, Math.ceil(Math.log2(value + 1)) - 11);
        const rounded = Math.floor(value / step) * step;
        counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ` ${value}:${count}`).join('');
}

function close() {
    const seconds = Number(process.hrtime.bigint() - start.ns) / 1e9;
    const cpu = process.cpuUsage(start.cpu);
    const cpuSeconds = (cpu.user + cpu.system) / 1e6;
    const count = messages - start.messages;
    const sorted = latencies.slice(0, Math.min(latencyCount, LATENCIES_MAX)).sort();
    console.log(
        `window ${count} ${seconds} -1 ${cpuSeconds} ${awaited - start.awaited}${steps(sorted)}`,
    );
}

async function watch(next) {
    for (;;) {
        try {
            await next();
            awaited++;
        } catch (e) {
            console.error(`ccxt: ${e}`);
            process.exit(1);
        }
    }
}

console.log(`pid ${process.pid}`);
// It asks for this wherever an address is not one of TLS.
await exchange.loadHttpProxyAgent();
await exchange.loadMarkets();
const symbols = instruments.map((name) => exchange.market(name).symbol);
watch(() => exchange.watchOrderBookForSymbols(symbols));
watch(() => exchange.watchTradesForSymbols(symbols));
watch(() => exchange.watchTickers(symbols));
watch(() => exchange.watchBidsAsks(symbols));
createInterface({ input: process.stdin })
    .on('line', (line) => {
        if (line.startsWith('open')) {
            open();
            console.log('opened ccxt');
        } else if (line === 'close') {
            close();
        }
    })
    .on('close', () => process.exit(0));

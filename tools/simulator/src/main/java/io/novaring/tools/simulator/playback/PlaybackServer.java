/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.playback;

import io.novaring.tools.simulator.wire.Handshake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** One thread that accepts, reads, plays what is due and writes. */
final class PlaybackServer implements PlaybackClient.Owner, Runnable {
    static final String PATH = "/ws/api/v2";
    static final String END_REASON = "the recording has ended";

    private static final int NORMAL = 1000;
    private static final long MILLISECOND_NS = 1_000_000L;
    private static final long TICK_NS = 5 * MILLISECOND_NS;
    private static final long IDLE_MS = 100;

    /** Sockets beyond those that may be open: they are told so, if they ask. */
    private static final int UPGRADING_MAX = 32;

    /** Clients subscribe in several calls: the recording begins when they are done. */
    private static final long SETTLE_NS = 250 * MILLISECOND_NS;

    /** A browser names the page that connects; a page of elsewhere has no business here. */
    private static final Pattern FOREIGN_ORIGIN =
            Pattern.compile(
                    "(?im)^origin:[ \\t]*+(?!https?://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?[ \\t]*$)");

    private volatile boolean stopped;
    private boolean closing;
    private boolean ended;
    private long lastSubscribedNs;
    private long nextTickNs;
    private final int port;
    private final PlaybackConfig config;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final RecordedFeed feed;
    private final Player player;
    private final PlaybackClock clock;
    private final PlaybackRequests requests;
    private final PlaybackTotals totals;
    private final List<PlaybackClient> clients = new ArrayList<>();

    /** Listens when it returns. */
    PlaybackServer(final PlaybackConfig config, final Catalogue catalogue, final RecordedFeed feed)
            throws IOException {
        this.config = config;
        this.feed = feed;
        this.totals = new PlaybackTotals();
        this.clock = new PlaybackClock(config.pace(), catalogue.firstTimeNs);
        this.player = new Player(feed, config, catalogue, clock, totals);
        this.requests = new PlaybackRequests(catalogue, clock);
        this.selector = Selector.open();
        this.listening = ServerSocketChannel.open();
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()));
            listening.configureBlocking(false);
            listening.register(selector, SelectionKey.OP_ACCEPT);
            port = listening.socket().getLocalPort();
        } catch (final IOException e) {
            listening.close();
            selector.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    /** Any thread may call. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    /** Once the thread has ended. */
    PlaybackSummary summary() {
        return totals.summary(ended);
    }

    @Override
    public void run() {
        try {
            while (!stopped && !(closing && clients.isEmpty())) {
                cycle();
            }
            ended = closing;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release();
        }
    }

    private void cycle() throws IOException {
        final long nowNs = System.nanoTime();
        clock.tick(nowNs);
        begin(nowNs);
        final long waitNs = player.play(clients, nowNs);
        if (nowNs - nextTickNs >= 0) {
            nextTickNs = nowNs + TICK_NS;
            tick(nowNs);
        }
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).flush(nowNs);
        }
        reap();
        finish(nowNs);
        await(waitNs);
    }

    private void begin(final long nowNs) {
        if (requests.takeSubscribed()) {
            lastSubscribedNs = nowNs;
        }
        if (clock.isRunning()) {
            return;
        }
        int subscribed = 0;
        for (int i = 0; i < clients.size(); i++) {
            subscribed += clients.get(i).isSubscribed() ? 1 : 0;
        }
        final boolean settled =
                config.clientsAwaited() == 0 || nowNs - lastSubscribedNs >= SETTLE_NS;
        if (subscribed >= config.clientsAwaited() && settled) {
            clock.start(nowNs);
        }
    }

    private void tick(final long nowNs) {
        for (int i = 0; i < clients.size(); i++) {
            final PlaybackClient client = clients.get(i);
            client.onTick(nowNs);
            if (client.stuckNs(nowNs) >= config.patience().toNanos()) {
                totals.clientsLost++;
                client.end();
            }
        }
    }

    /** Everything was played: who has got it all is sent away. */
    private void finish(final long nowNs) throws IOException {
        if (!player.hasEnded()) {
            return;
        }
        if (!closing) {
            closing = true;
            listening.close();
        }
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).close(NORMAL, END_REASON, nowNs);
        }
    }

    private void await(final long waitNs) throws IOException {
        if (clients.isEmpty() && waitNs == Long.MAX_VALUE) {
            if (!closing) {
                selector.select(this::onReady, IDLE_MS);
            }
            return;
        }
        final long sleepNs = Math.min(waitNs, TICK_NS);
        if (sleepNs >= MILLISECOND_NS) {
            selector.select(this::onReady, sleepNs / MILLISECOND_NS);
            return;
        }
        if (sleepNs > 0) {
            LockSupport.parkNanos(sleepNs);
        }
        selector.selectNow(this::onReady);
    }

    private void onReady(final SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else if (key.isReadable()) {
            ((PlaybackClient) key.attachment()).read();
        }
    }

    private void accept() {
        try {
            final SocketChannel socket = listening.accept();
            if (socket != null && clients.size() >= config.connectionsMax() + UPGRADING_MAX) {
                socket.close();
            } else if (socket != null) {
                socket.configureBlocking(false);
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                final SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
                final PlaybackClient client =
                        new PlaybackClient(socket, key, config.heartbeatScale(), totals, this);
                key.attach(client);
                clients.add(client);
            }
        } catch (final IOException e) {
            // The client is gone before it was served.
            return;
        }
    }

    @Override
    public String answerUpgrade(final String head) {
        if (FOREIGN_ORIGIN.matcher(head).find()) {
            return Handshake.refusal("403 Forbidden");
        }
        final long open = clients.stream().filter(PlaybackClient::isOpen).count();
        return open >= config.connectionsMax()
                ? Handshake.refusal("429 Too Many Requests")
                : Handshake.answer(head, PATH);
    }

    @Override
    public void onRequest(final PlaybackClient client, final byte[] bytes, final int length) {
        final long nowNs = System.nanoTime();
        clock.tick(nowNs);
        requests.onRequest(client, bytes, length, nowNs);
    }

    @Override
    public void onTooLarge(final PlaybackClient client) {
        requests.onTooLarge(client, System.nanoTime());
    }

    private void reap() {
        for (int i = clients.size() - 1; i >= 0; i--) {
            final PlaybackClient client = clients.get(i);
            if (client.hasEnded()) {
                clients.remove(i);
                client.channels.values().forEach(channel -> channel.unsubscribe(client));
                client.release();
            }
        }
    }

    /** Gives everything back; the thread calls it at its end, or somebody when it never ran. */
    void release() {
        clients.forEach(PlaybackClient::release);
        clients.clear();
        try {
            listening.close();
            selector.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            feed.close();
        }
    }
}

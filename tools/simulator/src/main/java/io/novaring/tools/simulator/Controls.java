/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import io.novaring.tools.simulator.channel.Channels;
import io.novaring.tools.simulator.market.Instrument;
import io.novaring.tools.simulator.market.Market;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a test asks of the simulator while it runs. Simulator thread only. */
final class Controls {
    private final SimulatorServer server;
    private final Market market;
    private final Channels channels;
    private final Feed feed;
    private final Venue venue;
    private final FrameWriter out = new FrameWriter();

    Controls(
            final SimulatorServer server,
            final Market market,
            final Channels channels,
            final Feed feed,
            final Venue venue) {
        this.server = server;
        this.market = market;
        this.channels = channels;
        this.feed = feed;
        this.venue = venue;
    }

    List<String> instruments() {
        return market.instruments().stream().map(instrument -> instrument.name).toList();
    }

    BookSnapshot book(final String name) {
        return BookSnapshot.of(instrument(name));
    }

    void setRate(final long rate, final long nowNs) {
        feed.setRate(rate, nowNs);
    }

    void setPaused(final boolean pause, final long nowNs) {
        feed.setPaused(pause, nowNs);
    }

    int dropConnections() {
        final List<Connection> open = server.openConnections();
        open.forEach(connection -> connection.reset(CloseCause.DROPPED));
        return open.size();
    }

    int closeConnections(final int code) {
        final List<Connection> open = server.openConnections();
        open.forEach(connection -> connection.close(code, "", CloseCause.CLOSED));
        return open.size();
    }

    CompletableFuture<Long> armBook(final String name, final boolean duplicate) {
        final CompletableFuture<Long> fired = new CompletableFuture<>();
        if (!channels.armBooks(instrument(name), duplicate, fired)) {
            throw new IllegalStateException("nobody is subscribed to the book of " + name);
        }
        return fired;
    }

    int sendRubbish(final Rubbish kind, final long nowNs) {
        final List<Connection> open = server.openConnections();
        for (final Connection connection : open) {
            connection.send(out.reset().raw(kind.bytes()).finish(FrameWriter.TEXT), nowNs);
        }
        server.totals().rubbishSent += open.size();
        return open.size();
    }

    String list(final boolean option) {
        return venue.list(option);
    }

    void expire(final String name) {
        venue.expire(instrument(name));
    }

    void lock(final String name, final boolean locked) {
        venue.lock(instrument(name), locked);
    }

    void lockIndex(final String indexName, final boolean locked) {
        if (!venue.hasIndex(indexName)) {
            throw new IllegalArgumentException("no such index: " + indexName);
        }
        venue.lockIndex(indexName, locked);
    }

    void settle(final Duration pause) {
        venue.settle(pause);
    }

    void maintenance(final Duration notice, final Duration down) {
        venue.maintenance(notice, down);
    }

    private Instrument instrument(final String name) {
        final Instrument instrument = market.find(name);
        if (instrument == null) {
            throw new IllegalArgumentException("no such instrument: " + name);
        }
        return instrument;
    }
}

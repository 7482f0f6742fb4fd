/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.SubscriptionHandler;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Subscriptions as of the article Notifications: an answer names what was granted, and what it does
 * not name was refused without a word.
 *
 * <p>A book channel is {@code book.{instrument}.{interval}}, a chain of changes, or {@code
 * book.{instrument}.{group}.{depth}.{interval}}, windows. No instrument has a dot in its name:
 * strikes are written with a d.
 */
final class DeribitSubscriptions implements SubscriptionHandler {
    private static final byte[] CHANNELS = JsonRpc.ascii("{\"channels\":[");
    private static final byte[] RAW = JsonRpc.ascii(".raw");
    private static final byte[] BOOK = JsonRpc.ascii("book.");
    private static final int DOTS_OF_CHAIN = 2;
    private static final int DOTS_OF_WINDOW = 4;

    private final int batchMax;
    private final long bookSilenceNs;
    private final boolean isPrivate;
    private final ChannelListReader reader = new ChannelListReader();

    /** Of public channels, without a login. */
    DeribitSubscriptions(final DeribitConfig config) {
        this(config, false);
    }

    /**
     * @param isPrivate true for the methods that take public and private channels alike, and want a
     *     login.
     */
    DeribitSubscriptions(final DeribitConfig config, final boolean isPrivate) {
        this.isPrivate = isPrivate;
        batchMax = config.subscribeBatchMax();
        bookSilenceNs = config.bookSilenceNs();
    }

    @Override
    public int batchMax() {
        return batchMax;
    }

    /** The venue takes frames of 32 kB; the envelope has what is left. */
    @Override
    public int batchLengthMax() {
        return 32_000 - 200;
    }

    /** One raw channel without a login has the whole call refused, with 13778. */
    @Override
    public boolean standsApart(final byte[] channel) {
        final int start = channel.length - RAW.length;
        return !isPrivate
                && start > 0
                && Arrays.equals(channel, start, channel.length, RAW, 0, RAW.length);
    }

    @Override
    public int encodeSubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        final int type =
                isPrivate ? DeribitRequestType.PRIVATE_SUBSCRIBE : DeribitRequestType.SUBSCRIBE;
        return encode(requestId, type, channels, out);
    }

    @Override
    public int encodeUnsubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        final int type =
                isPrivate ? DeribitRequestType.PRIVATE_UNSUBSCRIBE : DeribitRequestType.UNSUBSCRIBE;
        return encode(requestId, type, channels, out);
    }

    /** {@inheritDoc} All or nothing: an answer that cannot be read to its end grants no channel. */
    @Override
    public boolean readAcknowledgement(final MarketEvent response, final AcknowledgementSink sink) {
        return response.kind == EventKind.RESPONSE
                && reader.read(response.raw, response.rawLength, response.resultText, sink);
    }

    @Override
    public boolean isBook(final byte[] channel) {
        if (!startsWithBook(channel)) {
            return false;
        }
        int dots = 0;
        for (int i = 0; i < channel.length; i++) {
            if (channel[i] == '.') {
                // An empty part is no name the venue would grant.
                if (i + 1 == channel.length || channel[i + 1] == '.') {
                    return false;
                }
                dots++;
            }
        }
        return dots == DOTS_OF_CHAIN || dots == DOTS_OF_WINDOW;
    }

    @Override
    public String instrumentOf(final byte[] channel) {
        if (!isBook(channel)) {
            return null;
        }
        int end = BOOK.length;
        while (channel[end] != '.') {
            end++;
        }
        return new String(channel, BOOK.length, end - BOOK.length, StandardCharsets.UTF_8);
    }

    @Override
    public long silentAfterNs(final byte[] channel) {
        return bookSilenceNs;
    }

    private static int encode(
            final long requestId,
            final int requestType,
            final List<byte[]> channels,
            final JsonEncoder out) {
        JsonRpc.begin(requestId, requestType, out);
        out.raw(CHANNELS, 0, CHANNELS.length);
        // By index: an iterator would be garbage.
        for (int i = 0; i < channels.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            final byte[] channel = channels.get(i);
            out.string(channel, 0, channel.length);
        }
        out.raw("]}");
        JsonRpc.end(out);
        return requestType;
    }

    private static boolean startsWithBook(final byte[] channel) {
        if (channel.length < BOOK.length) {
            return false;
        }
        for (int i = 0; i < BOOK.length; i++) {
            if (channel[i] != BOOK[i]) {
                return false;
            }
        }
        return true;
    }
}

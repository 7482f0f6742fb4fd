/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.json.WordTable;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.venue.SubscriptionHandler;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Channels are {@code book.INSTRUMENT}, a snapshot and then changes, and {@code trades.INSTRUMENT}.
 * An acknowledgement lists the channels it grants. A channel the venue does not know has the whole
 * request refused with 404: the engine then halves it until that channel stands alone.
 */
final class AcmeSubscriptions implements SubscriptionHandler {
    private static final String BOOK = "book.";

    private static final WordTable FIELDS = WordTable.of("result");
    private static final int RESULT = 0;

    private final int batchMax;
    private final JsonCursor cursor = new JsonCursor();

    AcmeSubscriptions(final AcmeConfig config) {
        batchMax = config.subscribeBatchMax();
    }

    @Override
    public int batchMax() {
        return batchMax;
    }

    @Override
    public int encodeSubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        return encode(requestId, AcmeRequestType.SUBSCRIBE, channels, out);
    }

    @Override
    public int encodeUnsubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        return encode(requestId, AcmeRequestType.UNSUBSCRIBE, channels, out);
    }

    private static int encode(
            final long requestId,
            final int requestType,
            final List<byte[]> channels,
            final JsonEncoder out) {
        AcmeMessages.begin(requestId, requestType, out);
        out.raw(",\"channels\":[");
        // By index: an iterator would be garbage.
        for (int i = 0; i < channels.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            final byte[] channel = channels.get(i);
            out.string(channel, 0, channel.length);
        }
        out.raw("]}");
        return requestType;
    }

    /**
     * {@inheritDoc} Walked twice: an answer that cannot be read to its end grants nothing. Where
     * the venue confirms a request without naming its channels, this is {@code sink.grantedAll()}.
     */
    @Override
    public boolean readAcknowledgement(final MarketEvent response, final AcknowledgementSink sink) {
        return response.kind == EventKind.RESPONSE && walk(response, null) && walk(response, sink);
    }

    private boolean walk(final MarketEvent response, final AcknowledgementSink sink) {
        boolean hasList = false;
        cursor.begin(response.raw, response.rawLength);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(FIELDS) != RESULT) {
                cursor.skip();
                continue;
            }
            hasList = true;
            for (boolean next = cursor.firstElement(); next; next = cursor.nextElement()) {
                final long channel = cursor.text();
                hasList &= channel != Text.ABSENT;
                if (sink != null) {
                    sink.granted(response.raw, Text.offset(channel), Text.length(channel));
                }
            }
        }
        return cursor.finish() && hasList;
    }

    @Override
    public boolean isBook(final byte[] channel) {
        return instrumentOf(channel) != null;
    }

    @Override
    public String instrumentOf(final byte[] channel) {
        final String name = new String(channel, StandardCharsets.UTF_8);
        final boolean isBook = name.startsWith(BOOK) && name.length() > BOOK.length();
        return isBook ? name.substring(BOOK.length()) : null;
    }

    /**
     * {@inheritDoc} Messages of a book are counted one by one and levels carry their total amount.
     * The other ways to number are constants of {@link SequencePolicy}, too.
     */
    @Override
    public SequencePolicy sequencePolicy(final byte[] channel) {
        return SequencePolicy.CONSECUTIVE;
    }
}

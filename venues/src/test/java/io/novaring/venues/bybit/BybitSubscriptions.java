/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;
import io.novaring.codec.json.JsonCursor;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.json.WordTable;
import io.novaring.engine.book.SequencePolicy;
import io.novaring.engine.venue.SubscriptionHandler;
import io.novaring.venues.bybit.decode.BybitTopic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Topics, asked for by request. Answers come in three shapes: most say yes to the whole request,
 * those of options name the topics, and a refusal of one that is there already names that one.
 */
final class BybitSubscriptions implements SubscriptionHandler {
    /** A change that is the first of a service which was restarted holds the whole book. */
    private static final SequencePolicy POLICY = SequencePolicy.CONSECUTIVE.withResetId(1);

    private static final int SUCCESS_TOPICS = 0;
    private static final WordTable LISTS = WordTable.of("successTopics", "failTopics");

    private final int batchMax;
    private final JsonCursor cursor = new JsonCursor();

    BybitSubscriptions(final BybitConfig config) {
        batchMax = config.subscribeBatchMax();
    }

    @Override
    public int batchMax() {
        return batchMax;
    }

    @Override
    public int encodeSubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        return BybitOps.encode(BybitOps.SUBSCRIBE, requestId, channels, out);
    }

    @Override
    public int encodeUnsubscribe(
            final long requestId, final List<byte[]> channels, final JsonEncoder out) {
        return BybitOps.encode(BybitOps.UNSUBSCRIBE, requestId, channels, out);
    }

    /** {@inheritDoc} Some answers repeat the id and some leave it empty or out. */
    @Override
    public boolean hasAnonymousAnswers() {
        return true;
    }

    @Override
    public boolean readAcknowledgement(final MarketEvent response, final AcknowledgementSink sink) {
        if (response.kind != EventKind.RESPONSE) {
            return false;
        }
        if (response.resultText == Text.ABSENT) {
            sink.grantedAll();
            return true;
        }
        final int offset = Text.offset(response.resultText);
        final int length = Text.length(response.resultText);
        if (response.raw[offset] == '{') {
            return readLists(response, offset, length, sink);
        }
        sink.granted(response.raw, offset, length);
        return true;
    }

    /** From a copy: the cursor writes behind what it reads, and others read the event. */
    private boolean readLists(
            final MarketEvent response,
            final int offset,
            final int length,
            final AcknowledgementSink sink) {
        final byte[] copy = Arrays.copyOfRange(response.raw, offset, offset + length + 64);
        cursor.begin(copy, length);
        for (boolean more = cursor.firstField(); more; more = cursor.nextField()) {
            if (cursor.field(LISTS) == SUCCESS_TOPICS) {
                for (boolean next = cursor.firstElement(); next; next = cursor.nextElement()) {
                    final long topic = cursor.text();
                    if (topic != Text.ABSENT) {
                        sink.granted(copy, Text.offset(topic), Text.length(topic));
                    }
                }
            } else {
                cursor.skip();
            }
        }
        return cursor.finish();
    }

    @Override
    public boolean isBook(final byte[] channel) {
        return BybitTopic.of(text(channel)).isBook();
    }

    @Override
    public String instrumentOf(final byte[] channel) {
        final String topic = text(channel);
        return BybitTopic.of(topic).isBook() ? topic.substring(topic.lastIndexOf('.') + 1) : null;
    }

    @Override
    public SequencePolicy sequencePolicy(final byte[] channel) {
        return POLICY;
    }

    private static String text(final byte[] channel) {
        return new String(channel, StandardCharsets.UTF_8);
    }
}

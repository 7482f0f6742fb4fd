/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.decode.template;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;

/** Kinds of frames that come a million times. */
enum FrameKind {
    BOOK("book.", EventKind.BOOK, Fields.BOOK),
    TRADES("trades.", EventKind.TRADES, Fields.TRADE),
    TICKER("ticker.", EventKind.TICKER, Fields.TICKER),
    QUOTE("quote.", EventKind.QUOTE, Fields.QUOTE);

    static final int COUNT = values().length;

    private static final FrameKind[] VALUES = values();

    private final String prefix;
    private final EventKind eventKind;
    private final Fields fields;

    FrameKind(final String prefix, final EventKind eventKind, final Fields fields) {
        this.prefix = prefix;
        this.eventKind = eventKind;
        this.fields = fields;
    }

    /** The kind of a decoded event of this channel; null for all others. */
    static FrameKind of(final MarketEvent event, final String channel) {
        for (final FrameKind kind : VALUES) {
            if (event.kind == kind.eventKind && channel.startsWith(kind.prefix)) {
                return event.hasFlag(MarketEvent.WINDOW) ? null : kind;
            }
        }
        return null;
    }

    /** Where in the name of a channel that of its instrument begins. */
    int prefixLength() {
        return prefix.length();
    }

    Fields fields() {
        return fields;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.novaring.tools.simulator.wire.FrameWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

/** Writes the one answer to one request; reused for the next. Simulator thread only. */
public final class Reply {
    private static final int INVALID_PARAMS = -32602;

    private long nowNs;
    private long receivedUs;
    private Outbox outbox;
    private final Clock clock;
    private final FrameWriter out = new FrameWriter();

    public Reply(final Clock clock) {
        this.clock = clock;
    }

    /**
     * @param id echoed as it was sent; null or missing leaves it out.
     */
    public void begin(final Outbox to, final JsonNode id, final long now) {
        begin(to, id, now, microseconds());
    }

    /** As {@link #begin}, for a request that came earlier and had to wait. */
    public void begin(
            final Outbox to, final JsonNode id, final long now, final long requestReceivedUs) {
        outbox = to;
        nowNs = now;
        receivedUs = requestReceivedUs;
        out.reset().ascii("{\"jsonrpc\":\"2.0\",");
        if (id != null && (id.isTextual() || id.isNumber())) {
            out.ascii("\"id\":").raw(utf8(id.toString())).octet(',');
        }
    }

    /** When the request came, in microseconds. */
    public long receivedUs() {
        return receivedUs;
    }

    /** The answer that was begun goes another way. */
    public void redirect(final Outbox other) {
        outbox = other;
    }

    /** Opens the result; what is written to the returned writer is its JSON. */
    public FrameWriter openResult() {
        return out.ascii("\"result\":");
    }

    /** Ends the answer behind its result and sends it. */
    public void closeResult() {
        final long sentUs = microseconds();
        out.ascii(",\"usIn\":").integer(receivedUs).ascii(",\"usOut\":").integer(sentUs);
        out.ascii(",\"usDiff\":").integer(sentUs - receivedUs).ascii(",\"testnet\":true}");
        outbox.send(out.finish(FrameWriter.TEXT), nowNs);
    }

    /**
     * @param json ASCII.
     */
    public void result(final String json) {
        openResult().ascii(json);
        closeResult();
    }

    public void names(final Collection<String> names) {
        openResult().octet('[');
        for (final String name : names) {
            out.octet('"').raw(utf8(name)).octet('"').octet(',');
        }
        out.dropLast(',').octet(']');
        closeResult();
    }

    /** An error without data. */
    public void error(final int code, final String message) {
        error(code, message, null);
    }

    /**
     * @param data JSON, or null for none.
     */
    public void error(final int code, final String message, final String data) {
        out.ascii("\"error\":{\"message\":\"").ascii(message).octet('"');
        if (data != null) {
            out.ascii(",\"data\":").ascii(data);
        }
        out.ascii(",\"code\":").integer(code).octet('}');
        closeResult();
    }

    public void badParam(final String name, final String reason) {
        error(
                INVALID_PARAMS,
                "Invalid params",
                "{\"reason\":\"" + reason + "\",\"param\":\"" + name + "\"}");
    }

    private long microseconds() {
        final Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000;
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}

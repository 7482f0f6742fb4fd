/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Raw messages with their times, in one of two ways: an object a line, or a time, a blank and the
 * message, as a Tardis data feed has them (https://docs.tardis.dev/api/http-api-reference). A line
 * that is empty, or {@code null}, says that the connection was lost there.
 */
final class FramesReader implements MessageReader {
    private static final long NS_PER_US = 1_000;
    private static final int TIME_LENGTH_MAX = 40;
    private static final String PRIVATE = "user.";
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(InputLines.LENGTH_MAX)
                                    .build())
                    .build();

    private final InputLines lines;
    private final Troubles troubles;
    private final Counts counts;
    private final Message message = new Message();
    private boolean isAtFirst = true;
    private boolean isEnded;
    private boolean isLost;

    // Of the present line.
    private long timeNs;
    private byte[] source;
    private int from;
    private int until;
    private String method;
    private String channel;

    /**
     * @param lines at their first line.
     */
    FramesReader(final InputLines lines, final Troubles troubles, final Counts counts) {
        this.lines = lines;
        this.troubles = troubles;
        this.counts = counts;
    }

    /** True when a file may begin so. */
    static boolean isBegin(final byte[] bytes, final int start, final int end) {
        return start < end && (bytes[start] == '{' || bytes[start] >= '0' && bytes[start] <= '9');
    }

    @Override
    public Message next() {
        while (goOn()) {
            counts.lines++;
            if (isLoss()) {
                isLost = true;
            } else {
                final String why = read();
                if (why != null) {
                    troubles.onLine(lines.name(), lines.number(), why);
                } else if (isMarketData()) {
                    message.clear();
                    message.timeNs = timeNs;
                    message.channel = channel;
                    message.followsLoss = isLost;
                    message.isRaw = true;
                    message.text.raw(source, from, until - from);
                    isLost = false;
                    return message;
                }
            }
        }
        return null;
    }

    private boolean goOn() {
        if (isEnded) {
            return false;
        }
        if (isAtFirst) {
            isAtFirst = false;
            return true;
        }
        try {
            isEnded = !lines.next();
        } catch (final ImportException e) {
            isEnded = true;
            troubles.onTrouble(e);
        }
        return !isEnded;
    }

    private boolean isLoss() {
        final int length = lines.end() - lines.start();
        final byte[] bytes = lines.buffer();
        final int at = lines.start();
        return length == 0
                || length == 4
                        && bytes[at] == 'n'
                        && bytes[at + 1] == 'u'
                        && bytes[at + 2] == 'l'
                        && bytes[at + 3] == 'l';
    }

    /** False for what the recorder and the venue told each other; that is counted. */
    private boolean isMarketData() {
        if (!"subscription".equals(method) || channel == null) {
            counts.answers++;
            return false;
        }
        if (channel.startsWith(PRIVATE)) {
            counts.privates++;
            return false;
        }
        return true;
    }

    /** What is wrong with the line, null when nothing is. */
    private String read() {
        source = null;
        timeNs = Numbers.NO_TIME;
        try {
            final String why =
                    lines.buffer()[lines.start()] == '{' ? readObject() : readTimeAndMessage();
            if (why == null && until - from > Message.LENGTH_MAX) {
                return "message has more than 8 MiB: " + shown();
            }
            return why != null ? why : readMessage();
        } catch (final JsonProcessingException e) {
            return "is no JSON: " + e.getOriginalMessage() + ": " + shown();
        } catch (final IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }

    private String readTimeAndMessage() {
        final byte[] bytes = lines.buffer();
        int at = lines.start();
        while (at < lines.end() && bytes[at] != ' ') {
            at++;
        }
        if (at == lines.end() || at - lines.start() > TIME_LENGTH_MAX) {
            return "neither an object nor a time, a blank and a message: " + shown();
        }
        timeNs =
                timeOf(
                        new String(
                                bytes, lines.start(), at - lines.start(), StandardCharsets.UTF_8));
        if (timeNs == Numbers.NO_TIME) {
            return "begins with no time: " + shown();
        }
        source = bytes;
        from = at + 1;
        until = lines.end();
        return null;
    }

    private String readObject() throws IOException {
        try (JsonParser json = parser(lines.buffer(), lines.start(), lines.end())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "timeNs" -> timeNs = timeOf(json, 1);
                    case "localTimestamp" -> timeNs = timeOf(json, NS_PER_US);
                    case "frame", "message" -> take(json);
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                return "has more behind its object: " + shown();
            }
        }
        if (timeNs == Numbers.NO_TIME) {
            return "has no timeNs and no localTimestamp of this century: " + shown();
        }
        return source == null ? "has no frame and no message: " + shown() : null;
    }

    /** The message as the bytes that stand there, or as a text has them. */
    private void take(final JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            source = json.getText().getBytes(StandardCharsets.UTF_8);
            from = 0;
            until = source.length;
        } else if (json.currentToken() == JsonToken.START_OBJECT) {
            from = lines.start() + (int) json.currentTokenLocation().getByteOffset();
            json.skipChildren();
            until = lines.start() + (int) json.currentLocation().getByteOffset();
            source = lines.buffer();
        } else {
            json.skipChildren();
        }
    }

    /** Method and channel of the message. */
    private String readMessage() throws IOException {
        method = null;
        channel = null;
        try (JsonParser json = parser(source, from, until)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "message is no object: " + shown();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                final String name = json.currentName();
                final JsonToken value = json.nextToken();
                if (name.equals("method") && value == JsonToken.VALUE_STRING) {
                    method = json.getText();
                } else if (name.equals("params") && value == JsonToken.START_OBJECT) {
                    readParams(json);
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                return "has more behind its message: " + shown();
            }
        }
        return null;
    }

    private void readParams(final JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            final boolean isChannel = json.currentName().equals("channel");
            if (json.nextToken() == JsonToken.VALUE_STRING && isChannel) {
                channel = channelOf(json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    /** A name is written into a request and a line of its own: what would break these is none. */
    private String channelOf(final String name) {
        if (name.equals(channel)) {
            return channel;
        }
        final boolean isName =
                !name.isEmpty()
                        && name.length() <= 256
                        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != ']');
        return isName ? name : null;
    }

    private static JsonParser parser(final byte[] bytes, final int start, final int end)
            throws IOException {
        return JSON.createParser(bytes, start, end - start);
    }

    private static long timeOf(final JsonParser json, final long unitNs) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            final byte[] digits = json.getText().getBytes(StandardCharsets.US_ASCII);
            return Numbers.timeNs(digits, 0, digits.length, unitNs);
        }
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return timeOf(json.getText());
        }
        json.skipChildren();
        return Numbers.NO_TIME;
    }

    private static long timeOf(final String iso) {
        if (iso.length() > TIME_LENGTH_MAX) {
            return Numbers.NO_TIME;
        }
        try {
            final Instant time = Instant.parse(iso);
            final long ns =
                    Math.addExact(
                            Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L),
                            time.getNano());
            return ns < Numbers.TIME_NS_MIN || ns > Numbers.TIME_NS_MAX ? Numbers.NO_TIME : ns;
        } catch (final DateTimeException | ArithmeticException e) {
            return Numbers.NO_TIME;
        }
    }

    private String shown() {
        return Troubles.shown(lines.buffer(), lines.start(), lines.end());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.bybit.simulator;

import java.util.List;
import java.util.stream.Collectors;

/** How an address of the venue answers. */
public enum Dialect {
    LINEAR("/v5/public/linear"),
    SPOT("/v5/public/spot"),
    OPTION("/v5/public/option"),
    PRIVATE("/v5/private");

    private final String path;

    Dialect(final String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    static Dialect ofPath(final String path) {
        for (final Dialect dialect : values()) {
            if (dialect.path.equals(path)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("no such path: " + path);
    }

    /** Answers that name topics refuse each for itself. */
    boolean refusesOneByOne() {
        return this == OPTION;
    }

    /** Topics in one request, at most. */
    int argsMax() {
        return this == SPOT ? 10 : Integer.MAX_VALUE;
    }

    /**
     * The answer to a request that is granted, wholly or in part.
     *
     * @param requestId empty when it is not repeated.
     */
    String acknowledgement(
            final String op,
            final String requestId,
            final List<String> granted,
            final List<String> refused) {
        final Message message = new Message().json("success", true);
        return switch (this) {
            case SPOT ->
                    message.text("ret_msg", op)
                            .text("conn_id", "c")
                            .text("req_id", requestId)
                            .text("op", op)
                            .build(null);
            case LINEAR ->
                    message.text("ret_msg", "")
                            .text("conn_id", "c")
                            .text("req_id", requestId)
                            .text("op", op)
                            .build(null);
            case OPTION -> {
                final String lists =
                        new Message()
                                .json("successTopics", list(granted))
                                .json("failTopics", list(refused))
                                .build(null);
                yield message.text("conn_id", "c")
                        .json("data", lists)
                        .text("type", "COMMAND_RESP")
                        .build(null);
            }
            case PRIVATE ->
                    message.text("ret_msg", "").text("op", op).text("conn_id", "c").build(null);
        };
    }

    /** The answer to a request that is refused as a whole. */
    String refusal(final String op, final String requestId, final String why) {
        final Message message = new Message().json("success", false).text("ret_msg", why);
        if (this == LINEAR || this == SPOT) {
            message.text("req_id", requestId);
        }
        return message.text("conn_id", "c").text("op", op).build(null);
    }

    String pong(final String requestId, final long nowMs) {
        final Message message = new Message();
        return switch (this) {
            case SPOT, LINEAR -> {
                message.json("success", true).text("ret_msg", "pong").text("conn_id", "c");
                if (this == LINEAR) {
                    message.text("req_id", "");
                }
                yield message.text("op", "ping").build(null);
            }
            case OPTION ->
                    message.json("args", "[\"" + nowMs + "\"]").text("op", "pong").build(null);
            case PRIVATE ->
                    message.text("req_id", requestId)
                            .text("op", "pong")
                            .json("args", "[\"" + nowMs + "\"]")
                            .text("conn_id", "c")
                            .build(null);
        };
    }

    private static String list(final List<String> topics) {
        return topics.stream().map(t -> '"' + t + '"').collect(Collectors.joining(",", "[", "]"));
    }
}

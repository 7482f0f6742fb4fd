/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack.result;

import java.util.List;

/** What the numbers of goals stand for; docs/latency.md says more. */
public final class Goals {
    private static final List<Meaning> ALL =
            List.of(
                    new Meaning(
                            "Decode against Java parsers",
                            "Bytes of a message to filled columns, against the fastest of the other"
                                    + " parsers in the same run, all of which fill the same event."),
                    new Meaning(
                            "Decode against the floor",
                            "The same against only adding up the bytes of the frame, and against"
                                    + " only finding its structure byte by byte: what no decoder"
                                    + " could go below, and what a careful plain one pays."),
                    new Meaning(
                            "Decode against native parsers",
                            "The same against yyjson and simdjson, compiled for this processor,"
                                    + " filling the same event."),
                    new Meaning(
                            "Nothing allocated",
                            "Bytes of heap for each message once everything is warm: what is not"
                                    + " allocated, no collector has to stop anybody for."),
                    new Meaning(
                            "WebSocket frames",
                            "Finding frames in what a socket brought, against Java-WebSocket, in"
                                    + " memory and over loopback."),
                    new Meaning(
                            "Ring and stages",
                            "From publishing an event to the end of the last of four stages, against"
                                    + " one bare Disruptor handler that does nothing."),
                    new Meaning(
                            "Threads fit the machine",
                            "What one thread for each stage would cost on two processors, against"
                                    + " the arrangement that the engine chooses there."),
                    new Meaning(
                            "Journal append",
                            "A record made, checked, indexed and stored, against copying as many"
                                    + " bytes into a new mapped file."),
                    new Meaning(
                            "Engine with its journal",
                            "The whole engine recording everything, against the same without a"
                                    + " journal."),
                    new Meaning(
                            "Whole clients, flooded",
                            "Messages a second of whole clients on the same flood over loopback."),
                    new Meaning(
                            "Wire to handler, the middle",
                            "From the time a message was due at the sender to the last handler,"
                                    + " median, against whole clients and against a bare frame"
                                    + " reader."),
                    new Meaning(
                            "Wire to handler, the tail",
                            "The same for the slowest hundredth, and how much load a client bears"
                                    + " before its slowest hundredth takes a millisecond."),
                    new Meaning(
                            "Replay",
                            "Reading a journal, decoding it again and taking every decision again,"
                                    + " against copying the same records with a Chronicle tailer."),
                    new Meaning(
                            "Start",
                            "From the start of the process to the first event handled, against a"
                                    + " Java program that prints one line."),
                    new Meaning(
                            "The disk does not reach the handlers",
                            "The tail from socket to handler with a journal on disk, against none."),
                    new Meaning(
                            "Nothing grows worse than linear",
                            "How the cost of a message moves as there is more of something: the"
                                    + " slope of a line through its logarithms. 0 is constant, 1 in"
                                    + " proportion."));

    private Goals() {}

    /**
     * @param title a few words.
     * @param sentence what is compared, and why it is worth a goal.
     */
    public record Meaning(String title, String sentence) {}

    public static int count() {
        return ALL.size();
    }

    /**
     * @param goal from 1.
     * @throws IllegalArgumentException when there is no such goal.
     */
    public static Meaning of(final int goal) {
        if (goal < 1 || goal > ALL.size()) {
            throw new IllegalArgumentException(
                    "there is no goal " + goal + "; they go from 1 to " + ALL.size());
        }
        return ALL.get(goal - 1);
    }
}

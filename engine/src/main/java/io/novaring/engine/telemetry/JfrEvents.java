/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.telemetry;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Events of the JVM's flight recorder. None of them carries text of a frame. */
final class JfrEvents {
    private JfrEvents() {}

    @Name("novaring.ConnectionSession")
    @Label("Connection Session")
    @Description("A session ended, or an attempt to begin one failed")
    @Category("NovaRing")
    @StackTrace(false)
    static final class ConnectionSession extends Event {
        int connectionId;
        String venue;
        String role;
        int epoch;
        @Timespan long sessionNs;
        String reason;
        int closeCode;
    }

    @Name("novaring.Reconnect")
    @Label("Reconnect")
    @Description("A connection that was lost is open again")
    @Category("NovaRing")
    @StackTrace(false)
    static final class Reconnect extends Event {
        int connectionId;
        String venue;
        int epoch;
        int attempt;
        @Timespan long outageNs;
    }

    @Name("novaring.BookLost")
    @Label("Book Lost")
    @Description("A book that was live is not to be believed any more")
    @Category("NovaRing")
    @StackTrace(false)
    static final class BookLost extends Event {
        int connectionId;
        String channel;
        long sequence;
    }

    @Name("novaring.BookRestored")
    @Label("Book Restored")
    @Description("A book that was lost is live again")
    @Category("NovaRing")
    @StackTrace(false)
    static final class BookRestored extends Event {
        int connectionId;
        String channel;
        @Timespan long lostNs;
    }

    @Name("novaring.SlowMessage")
    @Label("Slow Message")
    @Description("A message took longer than the threshold from socket to the end of the stages")
    @Category("NovaRing")
    @StackTrace(false)
    static final class SlowMessage extends Event {
        int connectionId;
        long sequence;
        String kind;
        @DataAmount int sizeBytes;
        @Timespan long toRingNs;
        @Timespan long latencyNs;
    }

    @Name("novaring.HandlerStuck")
    @Label("Handler Stuck")
    @Description("A handler did not return and holds the ring up")
    @Category("NovaRing")
    @StackTrace(false)
    static final class HandlerStuck extends Event {
        String handler;
        @Timespan long stuckNs;
        long sequence;
    }

    @Name("novaring.HandlerDetached")
    @Label("Handler Detached")
    @Description("A handler gets no more events")
    @Category("NovaRing")
    @StackTrace(false)
    static final class HandlerDetached extends Event {
        String handler;
        String why;
    }

    @Name("novaring.EngineHalted")
    @Label("Engine Halted")
    @Description("Nothing is processed any more")
    @Category("NovaRing")
    @StackTrace(false)
    static final class EngineHalted extends Event {
        String culprit;
    }

    @Name("novaring.JournalChanged")
    @Label("Journal Changed")
    @Description("The journal's disk fills up, has room again, or the journal stopped")
    @Category("NovaRing")
    @StackTrace(false)
    static final class JournalChanged extends Event {
        String state;
        long sequence;
        @DataAmount long freeBytes;
    }
}

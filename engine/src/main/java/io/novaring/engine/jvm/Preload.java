/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.jvm;

import io.novaring.codec.json.JsonCursor;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has classes whose first use takes long initialised by a thread of its own, while another builds
 * the engine that will need them: the tables of DSL-JSON's numbers (55 ms on JDK 25) with the time
 * zones that it reads, and the JDK's security providers (20 ms on JDK 17). Who needs one sooner
 * waits for it, as for any class that another thread initialises.
 */
public final class Preload {
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Preload() {}

    /** Starts it, once in a JVM, where there is a processor for it; returns at once. */
    public static void start() {
        if (Runtime.getRuntime().availableProcessors() > 1 && STARTED.compareAndSet(false, true)) {
            final Thread thread = new Thread(Preload::load, "novaring-preload");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void load() {
        new JsonCursor();
        new SecureRandom();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.pinning;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which threads of an engine stay on which core. Immutable; any thread.
 *
 * <p>Threads are named without {@code novaring-}: {@code io}, {@code stages}, {@code journal};
 * where stages have a thread each {@code heartbeat}, {@code rate-limit}, {@code subscription},
 * {@code response} and {@code handlers}; and handlers with a queue by their own names. A thread
 * that is not named runs wherever the kernel has it.
 */
public final class Pinning {
    public static final Pinning NONE = new Pinning(Map.of());

    private static final String PREFIX = "novaring-";

    private final Map<String, Integer> cores;

    private Pinning(final Map<String, Integer> cores) {
        this.cores = Collections.unmodifiableMap(new TreeMap<>(cores));
    }

    /** With one more thread, or another core for one. */
    public Pinning with(final String thread, final int core) {
        if (thread.isBlank() || core < 0) {
            throw new IllegalArgumentException("not a thread and its core: " + thread + '=' + core);
        }
        final Map<String, Integer> more = new HashMap<>(cores);
        more.put(thread, core);
        return new Pinning(more);
    }

    /**
     * Reads {@code io=2}, {@code journal=3}.
     *
     * @throws IllegalArgumentException when one is not of that form, or a thread is there twice.
     */
    public static Pinning parse(final List<String> words) {
        Pinning pinning = NONE;
        for (final String word : words) {
            final int at = word.lastIndexOf('=');
            final int core;
            try {
                core = Integer.parseInt(word.substring(at + 1).strip());
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException(
                        "is no thread and its core, such as io=2: " + word, e);
            }
            final String thread = at < 1 ? "" : word.substring(0, at).strip();
            if (thread.isEmpty() || core < 0) {
                throw new IllegalArgumentException(
                        "is no thread and its core, such as io=2: " + word);
            }
            if (pinning.cores.containsKey(thread)) {
                throw new IllegalArgumentException("has a thread twice: " + thread);
            }
            pinning = pinning.with(thread, core);
        }
        return pinning;
    }

    /** As {@link #parse} reads it, by name. */
    public List<String> words() {
        return cores.entrySet().stream().map(e -> e.getKey() + '=' + e.getValue()).toList();
    }

    public boolean isEmpty() {
        return cores.isEmpty();
    }

    /**
     * Checks it against the threads there are and the cores there are.
     *
     * @param threads all that the engine has.
     * @param spinning those of them that never give their core up.
     * @throws IllegalArgumentException when it makes no sense; it says why.
     */
    public void check(final Set<String> threads, final Set<String> spinning) {
        if (!isEmpty()) {
            check(threads, spinning, Cores.online());
        }
    }

    void check(final Set<String> threads, final Set<String> spinning, final Set<Integer> online) {
        final Map<Integer, String> taken = new HashMap<>();
        cores.forEach(
                (thread, core) -> {
                    if (!threads.contains(thread)) {
                        throw new IllegalArgumentException(
                                "pinning: this engine has no thread "
                                        + thread
                                        + "; it has "
                                        + String.join(", ", new TreeSet<>(threads)));
                    }
                    if (!online.contains(core)) {
                        throw new IllegalArgumentException(
                                "pinning: there is no core "
                                        + core
                                        + " for "
                                        + thread
                                        + "; there are "
                                        + new TreeSet<>(online));
                    }
                    final String other = taken.put(core, thread);
                    if (other != null && (spinning.contains(thread) || spinning.contains(other))) {
                        throw new IllegalArgumentException(
                                "pinning: "
                                        + other
                                        + " and "
                                        + thread
                                        + " on core "
                                        + core
                                        + ", and one of them spins: they would take turns of"
                                        + " milliseconds; give each a core");
                    }
                });
    }

    /** What a thread of this name is to run: it goes to its core first, if it has one. */
    public Runnable before(final String threadName, final Runnable task) {
        final String thread =
                threadName.startsWith(PREFIX) ? threadName.substring(PREFIX.length()) : threadName;
        final Integer core = cores.get(thread);
        if (core == null) {
            return task;
        }
        return () -> {
            Cores.pin(threadName, core);
            task.run();
        };
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Pinning that && cores.equals(that.cores);
    }

    @Override
    public int hashCode() {
        return cores.hashCode();
    }

    @Override
    public String toString() {
        return "Pinning" + words();
    }
}

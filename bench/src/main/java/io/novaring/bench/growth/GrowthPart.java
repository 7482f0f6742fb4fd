/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

import io.novaring.bench.pack.Part;
import io.novaring.bench.pack.Run;

/** Whether anything costs more than its share as there is more of it. */
public final class GrowthPart implements Part {
    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String summary() {
        return "cost of a message as connections, instruments, levels, handlers and bytes grow";
    }

    @Override
    public void measure(final Run run) throws Exception {
        run.progress("nothing to measure yet");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.pack;

/**
 * A line of the table of goals.
 *
 * @param goal its number in the table of docs/latency.md.
 * @param what is compared with what.
 * @param spread the figure, in the unit of the target.
 * @param excludes what is not in the figure, said plainly.
 */
public record Row(int goal, String what, Target target, Spread spread, String excludes) {
    public boolean isMet() {
        return target.isMetBy(spread.median());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.demo.maker;

/**
 * What became of one mishap; times in nanoseconds.
 *
 * @param firedNs since the start of the run, negative when the market did not offer the occasion.
 * @param noticedAfterNs from then to the sign, negative when there was none, or none to expect.
 * @param readyAfterNs from then until orders could go out, none was unknown and the book was live;
 *     negative when that did not happen.
 */
record MishapOutcome(Mishap mishap, long firedNs, long noticedAfterNs, long readyAfterNs) {
    boolean hasFired() {
        return firedNs >= 0;
    }

    /** False for one that went unnoticed, or after which not all was well again. */
    boolean isHandled() {
        final boolean isSilent = mishap.sign() == Mishap.Sign.NONE;
        return !hasFired() || readyAfterNs >= 0 && (isSilent || noticedAfterNs >= 0);
    }
}

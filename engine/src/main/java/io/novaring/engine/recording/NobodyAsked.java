/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.engine.stage.RequestListener;

/** A replay has no futures to complete. */
public final class NobodyAsked implements RequestListener {
    @Override
    public void onRefused(
            final int connectionId,
            final int requestType,
            final long token,
            final Refusal refusal) {}

    @Override
    public void onLost(
            final int connectionId, final int requestType, final long token, final Loss loss) {}
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import io.novaring.codec.MarketEvent;

/**
 * Looks at each event right behind a stage, on that stage's thread: what the stage keeps is as the
 * event left it. Must neither block nor throw, nor change event or stage.
 */
@FunctionalInterface
public interface StageObserver {
    /**
     * @param sequence consecutive.
     */
    void onEvent(MarketEvent event, long sequence);
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.view;

/** Is handed cuts on the thread of the view. One that throws ends the view's handler. */
public interface CutListener {
    /**
     * What was true behind the event that was handled last.
     *
     * @param cut reused for the next one.
     */
    void onCut(MarketCut cut);
}

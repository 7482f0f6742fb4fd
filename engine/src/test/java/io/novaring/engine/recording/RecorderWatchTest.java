/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.novaring.codec.recording.Recorder;
import io.novaring.codec.recording.RecorderState;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class RecorderWatchTest {
    private RecorderState state = RecorderState.OPENING;
    private final RecorderWatch watch = new RecorderWatch(recorder());

    @Test
    void shouldNotTellThatARecorderIsBeingOpened() {
        assertNull(watch.nextChange());
        assertEquals(RecorderState.OPENING, watch.state());

        state = RecorderState.RECORDING;

        assertNull(watch.nextChange());
    }

    @Test
    void shouldTellThatARecorderCouldNotBeOpened() {
        assertNull(watch.nextChange());

        state = RecorderState.FAILED;

        assertEquals(RecorderState.FAILED, watch.nextChange());
        assertNull(watch.nextChange());
    }

    /** Of a recorder its state alone is asked for. */
    private Recorder recorder() {
        return (Recorder)
                Proxy.newProxyInstance(
                        Recorder.class.getClassLoader(),
                        new Class<?>[] {Recorder.class},
                        (proxy, method, arguments) -> state);
    }
}

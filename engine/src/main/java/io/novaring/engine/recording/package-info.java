/* SPDX-License-Identifier: Apache-2.0 */

/** Between the stages and the recorder: what is noted of a run, and what a replay holds it to. */
package io.novaring.engine.recording;

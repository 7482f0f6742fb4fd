/* SPDX-License-Identifier: Apache-2.0 */

/** Recordings of whole engines: that they hold, and that they repeat. */
package io.novaring.tools.cli.recording;

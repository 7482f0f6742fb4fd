/* SPDX-License-Identifier: Apache-2.0 */
/** Draws the options of an expiry side by side, as they were known at one event of a recording. */
package io.novaring.tools.cli.chain;

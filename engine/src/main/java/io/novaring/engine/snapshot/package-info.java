/* SPDX-License-Identifier: Apache-2.0 */

/** How what stages know is written down and read again. */
package io.novaring.engine.snapshot;

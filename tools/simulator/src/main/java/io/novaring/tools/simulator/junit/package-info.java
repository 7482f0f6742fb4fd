/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The simulator as an extension of JUnit 5. Needs {@code junit-jupiter-api}, which a test has; the
 * simulator itself does without it.
 */
package io.novaring.tools.simulator.junit;

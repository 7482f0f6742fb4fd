/* SPDX-License-Identifier: Apache-2.0 */
/** Looks whether a machine is set up for low latency, and says how to mend what is not. */
package io.novaring.tools.cli.doctor;

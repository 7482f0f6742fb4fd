/* SPDX-License-Identifier: Apache-2.0 */
/** The market maker of the examples, run against the simulator and held against its ledger. */
package io.novaring.tools.cli.demo.maker;

/* SPDX-License-Identifier: Apache-2.0 */
/** The demo: an engine against a simulated exchange in one process, measured and checked. */
package io.novaring.tools.cli.demo;

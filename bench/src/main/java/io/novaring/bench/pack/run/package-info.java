/* SPDX-License-Identifier: Apache-2.0 */
/** What runs the parts: the command line, child processes, JMH, the watch over the machine. */
package io.novaring.bench.pack.run;

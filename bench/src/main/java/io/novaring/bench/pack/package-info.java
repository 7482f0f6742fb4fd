/* SPDX-License-Identifier: Apache-2.0 */
/** The benchmark pack: what each part has in common, the table of goals, results as files. */
package io.novaring.bench.pack;

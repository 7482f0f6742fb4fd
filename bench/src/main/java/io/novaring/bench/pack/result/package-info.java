/* SPDX-License-Identifier: Apache-2.0 */
/** Results of a run: as data, as a file of JSON, as text. */
package io.novaring.bench.pack.result;

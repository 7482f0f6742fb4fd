/* SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks: what is claimed about speed is measured here, against peers in the same run. */
package io.novaring.bench;

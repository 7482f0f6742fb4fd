/* SPDX-License-Identifier: Apache-2.0 */
/** Part {@code growth}: what a message costs as work grows. */
package io.novaring.bench.growth;

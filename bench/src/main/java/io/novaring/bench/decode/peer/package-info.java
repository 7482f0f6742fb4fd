/* SPDX-License-Identifier: Apache-2.0 */
/** Other libraries, each as its author would use it, into the same event. */
package io.novaring.bench.decode.peer;

/* SPDX-License-Identifier: Apache-2.0 */
/** How long a process takes from its start to its first event, and to its full rate. */
package io.novaring.bench.start;

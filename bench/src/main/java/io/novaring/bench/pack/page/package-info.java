/* SPDX-License-Identifier: Apache-2.0 */
/** Results of a run as one page of HTML with drawings of its own, which fetches nothing. */
package io.novaring.bench.pack.page;

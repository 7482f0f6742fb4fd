/* SPDX-License-Identifier: Apache-2.0 */

/** What recording and replaying cost, against the least that a disk and a mapping allow. */
package io.novaring.bench.journal;

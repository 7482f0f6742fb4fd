/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.data;

/** How an answer is written. */
enum ResultFormat {
    TABLE,
    CSV,
    NDJSON
}

/* SPDX-License-Identifier: Apache-2.0 */
/** What becomes of orders when connections break, against a venue that keeps books of it. */
package io.novaring.tools.cli.trading;

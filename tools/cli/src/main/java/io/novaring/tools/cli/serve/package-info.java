/* SPDX-License-Identifier: Apache-2.0 */
/** {@code novaring replay --serve}: a journal as a venue on loopback. */
package io.novaring.tools.cli.serve;

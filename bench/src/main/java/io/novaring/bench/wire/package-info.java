/* SPDX-License-Identifier: Apache-2.0 */
/** Frames, text, sockets and TLS: what a message costs before it is decoded. */
package io.novaring.bench.wire;

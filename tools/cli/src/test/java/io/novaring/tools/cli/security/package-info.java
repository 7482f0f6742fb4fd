/* SPDX-License-Identifier: Apache-2.0 */
/** Tokens, credits, certificates and secrets, proved with a whole engine and a simulated venue. */
package io.novaring.tools.cli.security;

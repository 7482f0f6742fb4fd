/* SPDX-License-Identifier: Apache-2.0 */
/** Tokens, certificates and secrets, proved against a whole engine and a simulated venue. */
package io.novaring.tools.cli.security;

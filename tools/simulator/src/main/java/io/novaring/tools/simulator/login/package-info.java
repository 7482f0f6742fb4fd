/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Who is there: API keys, tokens and their scopes, and the rules of accounts. For users are {@link
 * io.novaring.tools.simulator.login.ApiKey} and {@link
 * io.novaring.tools.simulator.login.AccountRules}; the rest is internal. Shares no code with any
 * client: signatures are checked by code of its own.
 */
package io.novaring.tools.simulator.login;

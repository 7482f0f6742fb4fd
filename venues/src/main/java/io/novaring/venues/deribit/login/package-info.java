/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Login at Deribit as the method page public/auth and the article Authentication have it: grants,
 * signature, tokens and what must not be seen of them.
 */
package io.novaring.venues.deribit.login;

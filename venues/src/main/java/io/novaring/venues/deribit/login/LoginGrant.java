/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

/** How a key proves that it is ours. */
public enum LoginGrant {
    /** By a signature over time and nonce: the secret itself never leaves this process. */
    CLIENT_SIGNATURE("client_signature"),
    /** By the secret itself. */
    CLIENT_CREDENTIALS("client_credentials");

    private final String word;

    LoginGrant(final String word) {
        this.word = word;
    }

    /** The venue's word for it. */
    String word() {
        return word;
    }
}

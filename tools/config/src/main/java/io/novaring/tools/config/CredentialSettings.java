/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.venue.credentials.SecretSource;
import java.util.Objects;

/**
 * With what a private connection logs in. No text shows either part.
 *
 * @param secret is read when it is needed, not with the configuration.
 */
public record CredentialSettings(String keyId, SecretSource secret) {
    public CredentialSettings {
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(secret, "secret");
    }

    @Override
    public String toString() {
        return "CredentialSettings[***]";
    }
}

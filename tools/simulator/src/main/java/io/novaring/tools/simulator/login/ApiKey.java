/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import java.util.List;
import java.util.Objects;

/**
 * A key of an API client. Keys of the same account share its orders, positions and credits.
 *
 * @param id what a client sends as {@code client_id}.
 * @param secret never shown.
 * @param account whose key it is.
 * @param scope the most that is granted: {@code trade:read_write account:read}.
 */
public record ApiKey(String id, String secret, String account, String scope) {
    /** Everything, as the keys of a main account have it. */
    public static final String FULL_SCOPE =
            "account:read_write block_rfq:read_write block_trade:read_write mainaccount"
                    + " trade:read_write wallet:read_write";

    /** The key of a simulator that was given none. */
    public static final ApiKey DEMO =
            new ApiKey("novaring-demo", "novaring-demo-secret", "demo", FULL_SCOPE);

    public ApiKey {
        for (final String value : List.of(id, secret, account)) {
            if (value.isBlank()) {
                throw new IllegalArgumentException(
                        "an API key needs an id, a secret and an account, none of them blank");
            }
        }
        Objects.requireNonNull(scope, "scope");
        Scope.check(scope);
    }

    /**
     * @param scopes what it may at most; none is everything.
     */
    public static ApiKey of(
            final String id, final String secret, final String account, final String... scopes) {
        return new ApiKey(
                id, secret, account, scopes.length == 0 ? FULL_SCOPE : String.join(" ", scopes));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ApiKey[id=" + id + ", secret=***, account=" + account + ", scope=" + scope + "]";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.venue.credentials.SecretException;
import io.novaring.engine.venue.credentials.SecretSource;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.login.LoginGrant;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The keys of a connection that logs in: with what, and which part of the account it is for. */
final class PrivateKeys {
    private static final int TRADING_RATE_MAX = 1000;
    private static final int CANCEL_RESERVE_PERCENT_MAX = 90;
    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private static final Key<String> KEY_ID =
            Key.secret("credentials.key-id", "The key's id, for a private connection.");
    private static final Key<String> SECRET_FILE =
            Key.secret(
                    "credentials.secret-file",
                    "A file of mode 0600 with the secret; or else secret-env.");
    private static final Key<String> SECRET_ENV =
            Key.secret(
                    "credentials.secret-env", "Name of the environment variable with the secret.");
    private static final Key<LoginGrant> GRANT =
            Key.of(
                    "credentials.grant",
                    Words.of(Arrays.asList(LoginGrant.values())),
                    LoginGrant.CLIENT_SIGNATURE,
                    "client-signature: the secret never leaves this process; client-credentials:"
                            + " it is sent.");
    private static final Key<String> SESSION =
            Key.of(
                    "credentials.session",
                    Words.matching(SESSION_NAME, "is not 1 to 32 letters, digits, - and _"),
                    "",
                    "Name of a session that tokens are for; empty: they are for the connection.");
    private static final Key<Boolean> REFRESH =
            Key.of(
                    "credentials.refresh",
                    ValueType.FLAG,
                    true,
                    "Renew a token by the one before; false: by a full login each time.");
    private static final Key<List<String>> CURRENCIES =
            Key.of(
                    "account.currencies",
                    ValueType.TEXTS,
                    List.of(),
                    "Whose orders, trades, positions and balances are followed, such as [BTC,"
                            + " USDC]; a private connection needs one.");
    private static final Key<List<String>> KINDS =
            Key.of(
                    "account.kinds",
                    ValueType.TEXTS,
                    List.of(DeribitAccount.KIND_ANY),
                    "Which instruments: future, option, spot, future_combo, option_combo, or any.");
    private static final Key<Boolean> CANCELS_ON_DISCONNECT =
            Key.of(
                    "account.cancels-on-disconnect",
                    ValueType.FLAG,
                    true,
                    "Whether the venue cancels our orders when the connection is lost; the key needs"
                            + " account:read_write for it.");
    private static final Key<Integer> CANCEL_RESERVE =
            Key.of(
                    "account.cancel-reserve-percent",
                    ValueType.count(0, CANCEL_RESERVE_PERCENT_MAX),
                    DeribitAccount.CANCEL_RESERVE_PERCENT_DEFAULT,
                    "Part of the credits for orders that is left to cancels, 0 to 90.");
    private static final Key<Integer> BURST =
            Key.of(
                    "account.trading-burst",
                    ValueType.count(1, TRADING_RATE_MAX),
                    DeribitAccount.TRADING_BURST_DEFAULT,
                    "Orders, edits and cancels at once, by the account's tier, until the venue says"
                            + " what holds.");
    private static final Key<Integer> PER_SECOND =
            Key.of(
                    "account.trading-per-second",
                    ValueType.count(1, TRADING_RATE_MAX),
                    DeribitAccount.TRADING_PER_SECOND_DEFAULT,
                    "The same, sustained.");

    /** Every key. */
    static final List<Key<?>> ALL =
            List.of(
                    KEY_ID,
                    SECRET_FILE,
                    SECRET_ENV,
                    GRANT,
                    SESSION,
                    REFRESH,
                    CURRENCIES,
                    KINDS,
                    CANCELS_ON_DISCONNECT,
                    CANCEL_RESERVE,
                    BURST,
                    PER_SECOND);

    private PrivateKeys() {}

    /** Refuses every one of them. */
    static void readPublic(final Values values) {
        values.get(KEY_ID);
        values.get(SECRET_FILE);
        values.get(SECRET_ENV);
        for (final Key<?> key : ALL) {
            if (values.has(key)) {
                throw values.refusal(
                        key,
                        " is set for a public connection; only a private one logs in: write role ="
                                + " private, or leave it out");
            }
        }
    }

    static CredentialSettings credentials(
            final Values values, final Map<String, String> environment) {
        final String keyId = values.get(KEY_ID);
        final String file = values.get(SECRET_FILE);
        final String variable = values.get(SECRET_ENV);
        if (keyId.isEmpty()) {
            throw values.missing(
                    KEY_ID, ConnectionKeys.ROLE, "a private connection logs in with it");
        }
        if (file.isEmpty() && variable.isEmpty()) {
            throw values.missing(
                    SECRET_FILE,
                    ConnectionKeys.ROLE,
                    "name a file of mode 0600, or credentials.secret-env");
        }
        if (!file.isEmpty() && !variable.isEmpty()) {
            throw values.refusal(SECRET_FILE, " and credentials.secret-env are both set; keep one");
        }
        final LoginGrant grant = values.get(GRANT);
        final String session = values.get(SESSION);
        final boolean refresh = values.get(REFRESH);
        try {
            return new CredentialSettings(
                    keyId,
                    file.isEmpty()
                            ? SecretSource.environment(variable, environment)
                            : SecretSource.file(Path.of(file)),
                    grant,
                    session,
                    refresh);
        } catch (final SecretException e) {
            throw values.refusal(SECRET_ENV, ": " + e.getMessage());
        } catch (final InvalidPathException e) {
            throw values.refusal(SECRET_FILE, " is no path");
        }
    }

    static DeribitAccount account(final Values values) {
        final List<String> currencies = values.get(CURRENCIES);
        if (currencies.isEmpty()) {
            throw values.missing(
                    CURRENCIES,
                    ConnectionKeys.ROLE,
                    "name the currencies this connection is for, such as [BTC, USDC]");
        }
        final DeribitAccount ofAll;
        try {
            ofAll = DeribitAccount.of(currencies);
        } catch (final IllegalArgumentException e) {
            throw values.refusal(CURRENCIES, ": " + e.getMessage());
        }
        final DeribitAccount ofKinds;
        try {
            ofKinds = ofAll.withKinds(values.get(KINDS));
        } catch (final IllegalArgumentException e) {
            throw values.refusal(KINDS, ": " + e.getMessage());
        }
        final boolean cancelsOnDisconnect = values.get(CANCELS_ON_DISCONNECT);
        final int reserve = values.get(CANCEL_RESERVE);
        return ofKinds.withCancelsOnDisconnect(cancelsOnDisconnect)
                .withCancelReservePercent(reserve)
                .withTradingRate(values.get(BURST), values.get(PER_SECOND));
    }
}

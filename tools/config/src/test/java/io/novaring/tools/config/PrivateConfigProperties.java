/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.novaring.codec.Decimals;
import io.novaring.codec.MarketEvent;
import io.novaring.engine.order.OrderSettings;
import io.novaring.engine.risk.RiskLimits;
import io.novaring.engine.venue.credentials.SecretSource;
import io.novaring.venues.deribit.DeribitAccount;
import io.novaring.venues.deribit.DeribitConfig;
import io.novaring.venues.deribit.login.LoginGrant;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Code and HOCON say the same of connections that trade. */
final class PrivateConfigProperties {
    @Property(tries = 300)
    void shouldReadThePrivateConnectionThatWasMeant(
            @ForAll("credentials") final CredentialSettings credentials,
            @ForAll("accounts") final DeribitAccount account) {
        final boolean isFile = credentials.secret().equals(SecretSource.file(Path.of("a b")));
        final String text =
                String.format(
                        Locale.ROOT,
                        """
                        connections.a { role = private
                          credentials { key-id = %s, secret-%s, grant = %s
                            session = "%s", refresh = %s }
                          account { currencies = %s, kinds = %s, cancels-on-disconnect = %s
                            cancel-reserve-percent = %d, trading-burst = %d
                            trading-per-second = %d } }
                        """,
                        credentials.keyId(),
                        isFile ? "file = a b" : "env = VARIABLE",
                        Words.word(credentials.grant()),
                        credentials.session(),
                        credentials.refresh(),
                        account.currencies(),
                        account.kinds(),
                        account.cancelsOnDisconnect(),
                        account.cancelReservePercent(),
                        account.tradingBurst(),
                        account.tradingPerSecond());

        final ConnectionConfig read = NovaRingConfig.parse(text).connections().get(0);

        assertEquals(
                ConnectionConfig.of("a", DeribitConfig.production(), credentials, account), read);
    }

    @Property(tries = 300)
    void shouldReadTheLimitsThatWereMeant(
            @ForAll("orders") final OrderSettings orders,
            @ForAll("limitsForAll") final RiskLimits forAll,
            @ForAll("limitsOfOne") final RiskLimits ofOne) {
        final String text =
                String.format(
                        Locale.ROOT,
                        """
                        orders { label-prefix = %s, trades-unjournalled = %s }
                        risk { %s
                          open-orders-max = %s, orders-per-second-max = %s
                          instruments.%s { %s } }
                        """,
                        orders.labelPrefix(),
                        orders.tradesUnjournalled(),
                        text(forAll),
                        orNone(forAll.openOrdersMax(), 1),
                        orNone(forAll.ordersPerSecondMax(), 1),
                        ofOne.instrument(),
                        text(ofOne));

        final NovaRingConfig read = NovaRingConfig.parse(text);
        final NovaRingConfig again = NovaRingConfig.parse(read.render());

        assertEquals(orders, read.orders());
        assertEquals(List.of(forAll, ofOne), read.risk());
        assertEquals(orders, again.orders());
        assertEquals(List.of(forAll, ofOne), again.risk());
    }

    private static String text(final RiskLimits limits) {
        final StringBuilder out = new StringBuilder();
        number(out, limits, "price-band", limits.priceBand());
        number(out, limits, "passive-band", limits.passiveBand());
        number(out, limits, "amount-max", limits.amountMax());
        number(out, limits, "position-max", limits.positionMax());
        return out.append("requires-live-book = ")
                .append(limits.requiresLiveBook())
                .append(", requires-rules = ")
                .append(limits.requiresRules())
                .toString();
    }

    /** What is absent of an instrument is not said there. */
    private static void number(
            final StringBuilder out, final RiskLimits limits, final String key, final long value) {
        if (value != MarketEvent.ABSENT || limits.isForAll()) {
            out.append(key).append(" = ").append(orNone(value, Decimals.SCALE)).append(", ");
        }
    }

    private static String orNone(final long value, final long scale) {
        if (value == MarketEvent.ABSENT || value == Long.MAX_VALUE) {
            return "none";
        }
        return scale == 1 ? Long.toString(value) : Decimals.toString(value);
    }

    @Provide
    Arbitrary<CredentialSettings> credentials() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(20),
                        Arbitraries.of(
                                SecretSource.file(Path.of("a b")),
                                SecretSource.environment("VARIABLE")),
                        Arbitraries.of(LoginGrant.class),
                        Arbitraries.strings().alpha().ofMaxLength(32),
                        Arbitraries.of(true, false))
                .as(
                        (id, secret, grant, session, refresh) ->
                                new CredentialSettings("k" + id, secret, grant, session, refresh));
    }

    @Provide
    Arbitrary<DeribitAccount> accounts() {
        return Combinators.combine(
                        Arbitraries.of("BTC", "ETH", "USDC").list().uniqueElements().ofMinSize(1),
                        Arbitraries.of(
                                List.of("any"), List.of("future", "option"), List.of("spot")),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 90),
                        Arbitraries.integers().between(1, 1000),
                        Arbitraries.integers().between(1, 1000))
                .as(DeribitAccount::new);
    }

    @Provide
    Arbitrary<OrderSettings> orders() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(16),
                        Arbitraries.of(true, false))
                .as(OrderSettings::new);
    }

    @Provide
    Arbitrary<RiskLimits> limitsForAll() {
        return Combinators.combine(
                        numbers(MarketEvent.ABSENT).list().ofSize(4),
                        Arbitraries.longs().between(1, 4096).injectNull(0.3),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(
                        (numbers, count, book, rules) ->
                                limits(RiskLimits.builder(), numbers, book, rules)
                                        .openOrdersMax(orAbsent(count))
                                        .ordersPerSecondMax(orAbsent(count))
                                        .build());
    }

    @Provide
    Arbitrary<RiskLimits> limitsOfOne() {
        return Combinators.combine(
                        numbers(Long.MAX_VALUE).injectNull(0.3).list().ofSize(4),
                        Arbitraries.of("BTC-PERPETUAL", "BTC_USDC", "XRP_USDC-30AUG26-0d625-C"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(
                        (numbers, name, book, rules) ->
                                limits(RiskLimits.builder(name), numbers, book, rules).build());
    }

    private static RiskLimits.Builder limits(
            final RiskLimits.Builder limits,
            final List<Long> numbers,
            final boolean book,
            final boolean rules) {
        return limits.priceBand(orAbsent(numbers.get(0)))
                .passiveBand(orAbsent(numbers.get(1)))
                .amountMax(orAbsent(numbers.get(2)))
                .positionMax(orAbsent(numbers.get(3)))
                .requiresLiveBook(book)
                .requiresRules(rules);
    }

    private static long orAbsent(final Long value) {
        return value == null ? MarketEvent.ABSENT : value;
    }

    private static Arbitrary<Long> numbers(final long noLimit) {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, Long.MAX_VALUE - 1), Arbitraries.just(noLimit));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.cli.session;

import io.novaring.tools.simulator.limit.AccountTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The tiers of accounts by their words. */
public final class TierOption implements ITypeConverter<AccountTier> {
    @Override
    public AccountTier convert(final String word) {
        final List<String> words = new ArrayList<>();
        for (final AccountTier tier : AccountTier.values()) {
            final String name = tier.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(word)) {
                return tier;
            }
            words.add(name);
        }
        throw new TypeConversionException(
                "--tier is none of " + String.join(", ", words) + ": " + word);
    }
}

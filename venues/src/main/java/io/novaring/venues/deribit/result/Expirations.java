/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.result;

import java.util.List;

/**
 * When instruments of a kind expire.
 *
 * @param currency as the venue groups them; null when the answer is about one currency.
 * @param kind future or option.
 * @param names such as 27MAR26, or PERPETUAL.
 */
public record Expirations(String currency, String kind, List<String> names) {
    public Expirations {
        names = List.copyOf(names);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/** The right an option gives. */
public enum OptionType {
    CALL,
    PUT
}

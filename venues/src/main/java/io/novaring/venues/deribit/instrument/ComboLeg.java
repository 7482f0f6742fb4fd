/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.instrument;

/**
 * One leg of a combo.
 *
 * @param instrument name of the leg.
 * @param ratio units of the leg in one unit of the combo; negative when buying the combo sells it.
 */
public record ComboLeg(String instrument, int ratio) {}

/* SPDX-License-Identifier: Apache-2.0 */
/** The short path in front of the decoder: frames of a shape that has been seen before. */
package io.novaring.venues.deribit.decode.template;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Steps of a program before and behind a venue's handlers: a {@link
 * io.novaring.engine.venue.wrap.WrappedClient} with handlers that forward.
 */
package io.novaring.engine.venue.wrap;

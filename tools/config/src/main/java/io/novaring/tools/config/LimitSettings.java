/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.config;

import io.novaring.engine.venue.RateLimitHandler.CreditPool;

/**
 * A pool of the venue's credits, as this connection uses it.
 *
 * @param isOwn false when these are the venue's own figures.
 */
public record LimitSettings(CreditPool pool, boolean isOwn) {}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.venue;

/**
 * Kinds of requests, as small integers a venue chooses from 1 on. They are journalled with each
 * outbound message, so a number never changes its meaning within a venue.
 */
public final class RequestType {
    /** No request. */
    public static final int NONE = -1;

    /** Largest number a venue may use. */
    public static final int MAX = 1023;

    private RequestType() {}
}

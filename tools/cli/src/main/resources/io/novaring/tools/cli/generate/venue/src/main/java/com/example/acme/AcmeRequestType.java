/* SPDX-License-Identifier: Apache-2.0 */
package com.example.acme;

/**
 * The requests of this venue. The numbers are journalled with each message: one never changes its
 * meaning, and a new request gets a new one.
 */
public final class AcmeRequestType {
    static final int SUBSCRIBE = 1;
    static final int UNSUBSCRIBE = 2;
    static final int PING = 3;

    /** The names of all instruments; the one request here that a program may make itself. */
    public static final int INSTRUMENTS = 4;

    private static final String[] OPS = {null, "subscribe", "unsubscribe", "ping", "instruments"};

    private AcmeRequestType() {}

    /** The name on the wire, null when there is no such request. */
    static String opOf(final int requestType) {
        return requestType < 1 || requestType >= OPS.length ? null : OPS[requestType];
    }
}

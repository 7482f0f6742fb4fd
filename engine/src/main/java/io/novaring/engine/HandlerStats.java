/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine;

/**
 * What one handler did so far.
 *
 * @param sampledMeanNs mean time of one call, from every 1,024th call.
 * @param sampledMaxNs longest of the sampled calls.
 */
public record HandlerStats(
        String name,
        HandlerContract contract,
        long events,
        long dropped,
        long conflated,
        boolean detached,
        long sampledMeanNs,
        long sampledMaxNs) {}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.data.importing;

/** What an import counts while it goes on. One thread. */
final class Counts {
    long lines;
    long messages;
    long skipped;
    long answers;
    long privates;
    long beforeSnapshot;
    long resyncs;
    long holes;
    long reordered;
    long clamped;
    long rejects;
    long inexact;
}

/* SPDX-License-Identifier: Apache-2.0 */
/** The ring, the stages and the books: what each costs, beside what the machine must spend. */
package io.novaring.bench.ring;

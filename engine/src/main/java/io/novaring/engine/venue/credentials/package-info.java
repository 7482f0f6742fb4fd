/* SPDX-License-Identifier: Apache-2.0 */
/** Secrets of a private connection: where they come from, and how they are held. */
package io.novaring.engine.venue.credentials;

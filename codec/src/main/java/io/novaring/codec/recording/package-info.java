/* SPDX-License-Identifier: Apache-2.0 */

/** What engine and recorder say to each other beside the events. */
package io.novaring.codec.recording;

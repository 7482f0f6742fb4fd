/* SPDX-License-Identifier: Apache-2.0 */
/** What decoders that learn the shapes of frames tell about it. */
package io.novaring.codec.shape;

/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The public side of acme: {@link com.example.acme.AcmePublicClient} is what an engine is given,
 * {@link com.example.acme.AcmeConfig} its settings. README.md says what is invented here and where
 * the real venue's rules go.
 */
package com.example.acme;

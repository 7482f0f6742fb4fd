/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator.login;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The tokens that are worth something, and the sessions of each key. Drawn from the seed, which is
 * good enough for a venue on loopback. Simulator thread only.
 */
final class Tokens {
    private static final int SESSIONS_MAX = 16;
    private static final int HEAD_LENGTH = 8;
    private static final int BODY_LENGTH = 184;
    private static final int SESSION_ID_LENGTH = 8;
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Clock clock;
    private final long lifeSeconds;
    private final SessionListener listener;
    private final SplittableRandom random;
    private final Map<String, Grant> byAccess = new HashMap<>();
    private final Map<String, Grant> byRefresh = new HashMap<>();

    /** By key and session name, the oldest first. */
    private final Map<String, Map<String, Grant>> sessions = new HashMap<>();

    Tokens(
            final Clock clock,
            final long lifeSeconds,
            final long seed,
            final SessionListener listener) {
        this.clock = clock;
        this.lifeSeconds = lifeSeconds;
        this.listener = listener;
        this.random = new SplittableRandom(seed ^ 0x70CEA5L);
    }

    /** A new pair; a session of that name gets it as well, and takes no further place. */
    Grant grant(final ApiKey key, final String account, final Scope scope, final Login login) {
        final String session = scope.session();
        if (session == null) {
            return issue(new Grant(key, account, scope, login, text(SESSION_ID_LENGTH)));
        }
        final Map<String, Grant> ofKey =
                sessions.computeIfAbsent(key.id(), id -> new LinkedHashMap<>());
        final Grant before = ofKey.get(session);
        if (before != null && before.account.equals(account)) {
            before.scope = scope;
            return issue(before);
        }
        if (ofKey.size() == SESSIONS_MAX) {
            revoke(ofKey.values().iterator().next());
        }
        final Grant grant = new Grant(key, account, scope, null, text(SESSION_ID_LENGTH));
        ofKey.put(session, grant);
        return issue(grant);
    }

    /** Replaces the pair: the one before is worth nothing from now on. */
    Grant issue(final Grant grant) {
        forget(grant);
        final long nowMs = clock.millis();
        grant.lifeSeconds = Math.min(lifeSeconds, grant.scope.lifeSeconds());
        grant.expiresAtMs = nowMs + grant.lifeSeconds * 1_000;
        grant.accessToken = token(nowMs);
        grant.refreshToken = token(nowMs);
        byAccess.put(grant.accessToken, grant);
        byRefresh.put(grant.refreshToken, grant);
        listener.onTokens(grant.accessToken, grant.refreshToken);
        return grant;
    }

    /** Null when nobody has it, or has it any more. */
    Grant ofAccess(final String token) {
        return byAccess.get(token);
    }

    /** As {@link #ofAccess}. */
    Grant ofRefresh(final String token) {
        return byRefresh.get(token);
    }

    void revoke(final Grant grant) {
        grant.isVoid = true;
        forget(grant);
        final Map<String, Grant> ofKey = sessions.getOrDefault(grant.key.id(), Map.of());
        final String session = grant.scope.session();
        if (session != null && ofKey.get(session) == grant) {
            ofKey.remove(session);
        }
    }

    /** Everything the connection was granted for itself. */
    void revokeOf(final Login login) {
        final List<Grant> own = new ArrayList<>(byAccess.values());
        own.removeIf(grant -> grant.owner != login);
        own.forEach(this::revoke);
    }

    private void forget(final Grant grant) {
        byAccess.remove(grant.accessToken);
        byRefresh.remove(grant.refreshToken);
    }

    private String token(final long nowMs) {
        return nowMs + "." + text(HEAD_LENGTH) + "." + text(BODY_LENGTH);
    }

    private String text(final int length) {
        final StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.venues.deribit.login;

import io.novaring.codec.EventKind;
import io.novaring.codec.MarketEvent;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.AuthHandler;
import io.novaring.engine.venue.credentials.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one connection in: by the key's grant at first, by the token it was given before that comes
 * to its end, and by the key again when that fails or the venue denies us.
 *
 * <p>Only the refresh token is kept, never the access token: a connection that has logged in may
 * send private requests without one, and a token in each of them would be a secret in each outbound
 * message, and so on the ring and in the journal. I/O thread; allocates, as logins are rare.
 */
public final class LoginHandler implements AuthHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LoginHandler.class);

    private static final long NS_PER_MS = 1_000_000;
    private static final long NS_PER_SECOND = 1_000_000_000;

    /** A longer life is not believed to the day; it is also far from what a long can hold. */
    private static final long LIFE_SECONDS_MAX = 1_000_000_000;

    /** A refresh that is not answered within this is not waited for beyond the token's life. */
    private static final long REFRESH_PATIENCE_MIN_NS = NS_PER_SECOND;

    /** Of a token's life, but no longer than this: what is sent must arrive before its end. */
    private static final long ARRIVAL_SHARE = 20;

    private static final long ARRIVAL_MAX_NS = NS_PER_SECOND;

    /** A signature this far from the venue's time may have been refused for it. */
    private static final long SKEW_TOLD_NS = NS_PER_SECOND;

    /** Answers to older requests than these are taken for somebody else's. */
    private static final int IDS_KEPT = 64;

    private final DeribitCredentials credentials;
    private final int requestType;
    private final IntPredicate needsLogin;
    private final Scopes scopes;
    private final LoginRequest request;
    private final VenueClock venueClock = new VenueClock();
    private final TokenAnswer answer = new TokenAnswer();
    private final AnswerRedactor redactor = new AnswerRedactor();
    private final long[] ids = new long[IDS_KEPT];

    private int idCount;
    private long openId = MarketEvent.ABSENT;
    private boolean isRefresh;
    private long sentNs;
    private long usedCorrectionNs;
    private long deadlineNs = NEVER;
    private boolean isLoggedIn;
    private Secret refreshToken;
    private long expiresNs = NEVER;
    private long knownUntilNs = NEVER;
    private long againAtNs = NEVER;
    private String refusalText = "";

    /**
     * @param needsAccountWrite whether cancel-on-disconnect will be turned on.
     * @param requestType number of the request.
     * @param needsLogin true for the number of a request that needs a login.
     */
    public LoginHandler(
            final DeribitCredentials credentials,
            final boolean needsAccountWrite,
            final int requestType,
            final IntPredicate needsLogin) {
        this.credentials = credentials;
        this.requestType = requestType;
        this.needsLogin = needsLogin;
        this.scopes = new Scopes(credentials.session(), needsAccountWrite);
        this.request = new LoginRequest(credentials, scopes, new SecureRandom());
        Arrays.fill(ids, MarketEvent.ABSENT);
    }

    @Override
    public boolean isRequired() {
        return true;
    }

    @Override
    public int encodeRequest(final long requestId, final long nowNs, final JsonEncoder out) {
        openId = requestId;
        ids[idCount++ % IDS_KEPT] = requestId;
        sentNs = nowNs;
        isRefresh = refreshToken != null;
        if (isRefresh) {
            deadlineNs = Math.max(expiresNs, nowNs + REFRESH_PATIENCE_MIN_NS);
            request.encodeRefresh(requestId, refreshToken, out);
        } else {
            deadlineNs = NEVER;
            usedCorrectionNs = venueClock.correctionNs();
            request.encodeFull(requestId, venueClock.timeMs(nowNs), out);
        }
        return requestType;
    }

    @Override
    public void encodeRedacted(final long requestId, final JsonEncoder out) {
        request.encodeRedacted(requestId, isRefresh, out);
    }

    @Override
    public Outcome read(final MarketEvent event, final long nowNs) {
        final boolean isOurs = event.requestId == openId && openId != MarketEvent.ABSENT;
        try {
            if (!isOurs) {
                return Outcome.NOT_MINE;
            }
            openId = MarketEvent.ABSENT;
            if (venueClock.learn(event, sentNs, nowNs)) {
                tellSkew();
            }
            return event.kind == EventKind.RESPONSE ? granted(event, nowNs) : refused(event);
        } finally {
            redact(event);
        }
    }

    private Outcome granted(final MarketEvent event, final long nowNs) {
        answer.read(event);
        final byte[] access = answer.accessToken(event.raw);
        final byte[] refresh = answer.refreshToken(event.raw);
        final String missing = scopes.missing(answer.scope(event.raw));
        final long lifeSeconds = answer.expiresInSeconds();
        final boolean hasToken = access.length > 0 && lifeSeconds > 0;
        // Before they are wiped: a venue that says them elsewhere too is not published with them.
        redactor.redact(event.raw, event.rawLength);
        redactor.hide(event.raw, event.rawLength, access);
        redactor.hide(event.raw, event.rawLength, refresh);
        Arrays.fill(access, (byte) 0);
        try {
            if (!hasToken && isRefresh) {
                forgetToken();
                return Outcome.FALL_BACK;
            }
            if (!hasToken) {
                return refuse(Outcome.REFUSED, "its answer has no token, or one without a life");
            }
            if (!missing.isEmpty()) {
                return refuse(
                        Outcome.REFUSED_FOR_GOOD,
                        "the API key lacks the scope "
                                + missing
                                + ": add it on the venue's page of the key");
            }
            keep(refresh, Math.min(lifeSeconds, LIFE_SECONDS_MAX), nowNs);
            return Outcome.AUTHENTICATED;
        } finally {
            Arrays.fill(refresh, (byte) 0);
        }
    }

    private void keep(final byte[] refresh, final long lifeSeconds, final long nowNs) {
        forgetToken();
        isLoggedIn = true;
        refusalText = "";
        // One with an escape is none that any venue sends: the key does as well.
        if (credentials.isRefreshed() && refresh.length > 0 && indexOfEscape(refresh) < 0) {
            refreshToken = Secret.copyOf(refresh);
        }
        // From when it was asked for: nobody knows when on the way the venue began to count.
        final long lifeNs = lifeSeconds * NS_PER_SECOND;
        expiresNs = sentNs + lifeNs;
        knownUntilNs = expiresNs - Math.min(lifeNs / ARRIVAL_SHARE, ARRIVAL_MAX_NS);
        againAtNs = Math.max(nowNs, sentNs + lifeSeconds * (NS_PER_SECOND / 10 * 8));
    }

    private static int indexOfEscape(final byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\\') {
                return i;
            }
        }
        return -1;
    }

    private Outcome refused(final MarketEvent event) {
        if (isRefresh) {
            forgetToken();
            return Outcome.FALL_BACK;
        }
        final long skewNs = venueClock.aheadNs() - usedCorrectionNs;
        final boolean isSigned = credentials.grant() == LoginGrant.CLIENT_SIGNATURE;
        if (isSigned && !venueClock.isBeyondCorrection() && Math.abs(skewNs) > SKEW_TOLD_NS) {
            return refuse(
                    Outcome.REFUSED,
                    "error "
                            + event.errorCode
                            + "; our time was "
                            + skewNs / NS_PER_MS
                            + " ms behind the venue's, which the next signature makes up for");
        }
        final String advice = LoginErrors.adviceOf(event.errorCode);
        final boolean isForGood = LoginErrors.isForGood(event.errorCode);
        return refuse(
                isForGood ? Outcome.REFUSED_FOR_GOOD : Outcome.REFUSED,
                "error " + event.errorCode + (advice.isEmpty() ? "" : ": " + advice));
    }

    private Outcome refuse(final Outcome outcome, final String text) {
        refusalText = text;
        LOG.error("the login at the venue failed: {}", text);
        return outcome;
    }

    private void tellSkew() {
        final long aheadMs = venueClock.aheadNs() / NS_PER_MS;
        if (venueClock.isBeyondCorrection()) {
            LOG.error(
                    "the venue's clock is {} ms ahead of this machine's, too far to make up for:"
                            + " set the clock, or signatures will be refused",
                    aheadMs);
        } else if (Math.abs(venueClock.aheadNs()) > SKEW_TOLD_NS) {
            LOG.warn(
                    "the venue's clock is {} ms ahead of this machine's; signatures make up for it",
                    aheadMs);
        }
    }

    /**
     * Every answer to one of our requests, also a second one, everything before the first login,
     * and whatever looks like it keeps only what is known to be harmless. Of all others our own
     * secrets are taken out, if a venue should ever say them back.
     */
    private void redact(final MarketEvent event) {
        if (!isLoggedIn
                || event.requestId == MarketEvent.ABSENT
                || isKnown(event.requestId)
                || redactor.hasTokens(event.raw, event.rawLength)) {
            redactor.redact(event.raw, event.rawLength);
        }
        redactor.hide(event.raw, event.rawLength, credentials.clientId());
        if (credentials.hasSecret()) {
            hide(event, credentials.secret());
        }
        if (refreshToken != null) {
            hide(event, refreshToken);
        }
    }

    private void hide(final MarketEvent event, final Secret secret) {
        final byte[] bytes = secret.copyBytes();
        redactor.hide(event.raw, event.rawLength, bytes);
        Arrays.fill(bytes, (byte) 0);
    }

    private boolean isKnown(final long requestId) {
        for (final long id : ids) {
            if (id == requestId) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long answerDeadlineNs() {
        return openId == MarketEvent.ABSENT ? NEVER : deadlineNs;
    }

    /** {@inheritDoc} A refresh that is not answered is given up for the key itself. */
    @Override
    public boolean onTimeout() {
        openId = MarketEvent.ABSENT;
        forgetToken();
        return isRefresh;
    }

    @Override
    public void onDenied() {
        forgetToken();
    }

    @Override
    public String refusalText() {
        return refusalText;
    }

    @Override
    public long reauthenticateAtNs() {
        return againAtNs;
    }

    /** {@inheritDoc} A refresh that is refused takes nothing from the token that is refreshed. */
    @Override
    public long knownUntilNs() {
        return knownUntilNs;
    }

    @Override
    public boolean isNeededFor(final int type) {
        return needsLogin.test(type);
    }

    @Override
    public void onDisconnect() {
        forgetToken();
        openId = MarketEvent.ABSENT;
        isLoggedIn = false;
        isRefresh = false;
        knownUntilNs = NEVER;
    }

    private void forgetToken() {
        if (refreshToken != null) {
            refreshToken.wipe();
            refreshToken = null;
        }
        expiresNs = NEVER;
        againAtNs = NEVER;
    }
}

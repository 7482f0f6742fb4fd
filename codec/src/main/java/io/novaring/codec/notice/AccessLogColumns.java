/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.codec.notice;

import io.novaring.codec.MarketEvent;
import io.novaring.codec.Text;

/** One entry of the log of who used an account; when is in the header. */
public final class AccessLogColumns {
    public long id = MarketEvent.ABSENT;

    /** Text of the address. */
    public long ip = Text.ABSENT;

    public long country = Text.ABSENT;

    public long city = Text.ABSENT;

    /** Text of what was done, such as success or new_api_key. */
    public long log = Text.ABSENT;

    /** The JSON text of what belongs to it. */
    public long data = Text.ABSENT;

    /** Makes every field absent. */
    public void clear() {
        id = MarketEvent.ABSENT;
        ip = Text.ABSENT;
        country = Text.ABSENT;
        city = Text.ABSENT;
        log = Text.ABSENT;
        data = Text.ABSENT;
    }

    public void copyFrom(final AccessLogColumns other) {
        id = other.id;
        ip = other.ip;
        country = other.country;
        city = other.city;
        log = other.log;
        data = other.data;
    }
}

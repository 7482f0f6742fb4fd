/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.engine.connection;

import io.novaring.codec.json.JsonEncoder;
import io.novaring.engine.venue.VenueClient;
import java.util.List;

/** Text of a run's first event: what a reader of the journal must know to replay it. */
public final class RunDescription {
    private static final int FORMAT = 1;

    private RunDescription() {}

    /** The text; allocates. */
    public static String of(final List<VenueClient> clients) {
        final JsonEncoder out = new JsonEncoder(256);
        out.raw("{\"format\":").integer(FORMAT).raw(",\"connections\":[");
        for (int i = 0; i < clients.size(); i++) {
            final VenueClient client = clients.get(i);
            out.raw(i == 0 ? "" : ",").raw("{\"venue\":").string(client.venue());
            out.raw(",\"role\":").string(client.role());
            out.raw(",\"settings\":").raw(client.settings()).raw("}");
        }
        return out.raw("]}").toString();
    }
}

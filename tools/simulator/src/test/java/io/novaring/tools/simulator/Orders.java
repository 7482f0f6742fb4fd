/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.tools.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Orders that rest far below the market. */
final class Orders {
    static final String INSTRUMENT = "BTC-PERPETUAL";

    private Orders() {}

    static String params(final String label) {
        return params(INSTRUMENT, label);
    }

    static String params(final String instrument, final String label) {
        return "{\"instrument_name\":\"%s\",\"amount\":100,\"price\":%s,\"label\":\"%s\"}"
                .formatted(instrument, price(instrument), label);
    }

    private static String price(final String instrument) {
        return instrument.startsWith("ETH") ? "1000" : "20000";
    }

    /** Places one and returns its id; notifications before the answer are dropped. */
    static String place(final TestClient client, final String label) throws Exception {
        final int id = client.request("private/buy", params(label));
        final List<String> others = new ArrayList<>();
        JsonNode answer = TestClient.JSON.readTree(client.next());
        while (answer.path("id").asInt(-1) != id) {
            others.add(answer.toString());
            answer = TestClient.JSON.readTree(client.next());
        }
        // What came before it is looked at by those who wait for it.
        final List<String> later = new ArrayList<>();
        client.frames.drainTo(later);
        client.frames.addAll(others);
        client.frames.addAll(later);
        assertTrue(answer.has("result"), answer.toString());
        return answer.at("/result/order/order_id").asText();
    }

    /** Labels of the open orders, by somebody who asks on a connection of his own. */
    static List<String> open(final Simulator simulator) throws Exception {
        try (TestClient observer = new TestClient(simulator.uri())) {
            observer.login();
            final JsonNode answer = observer.call("private/get_open_orders", "{}");
            assertEquals(0, TestClient.code(answer));
            final List<String> labels = new ArrayList<>();
            answer.path("result").forEach(order -> labels.add(order.path("label").asText()));
            return labels;
        }
    }
}

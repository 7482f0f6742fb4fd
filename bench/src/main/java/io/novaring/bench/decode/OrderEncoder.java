/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode;

import static com.github.plokhotnyuk.jsoniter_scala.core.package$.MODULE$;

import com.alibaba.fastjson2.JSONWriter;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.github.plokhotnyuk.jsoniter_scala.core.JsonReader;
import com.github.plokhotnyuk.jsoniter_scala.core.JsonValueCodec;
import com.github.plokhotnyuk.jsoniter_scala.core.JsonWriter;
import com.github.plokhotnyuk.jsoniter_scala.core.WriterConfig;
import io.novaring.codec.json.JsonEncoder;
import io.novaring.codec.order.OrderCommand;
import io.novaring.venues.deribit.DeribitRequestType;
import io.novaring.venues.deribit.JsonRpc;
import io.novaring.venues.deribit.order.PlaceEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Writes {@code private/buy} with its envelope; every one the same bytes. */
interface OrderEncoder {
    List<String> PEERS = List.of("fastjson2", "jsoniter-scala", "jackson");

    /** Writes the request; what is returned says where it is. */
    Object encode(OrderCommand order, long requestId);

    /** What was written last. */
    byte[] bytes();

    static OrderEncoder of(final String name) {
        return switch (name) {
            case "novaring" -> new Ours();
            case "fastjson2" -> new Fastjson();
            case "jsoniter-scala" -> new Jsoniter();
            case "jackson" -> new Jackson();
            default -> throw new IllegalArgumentException("no encoder " + name);
        };
    }

    /** As the engine does it. */
    final class Ours implements OrderEncoder {
        private final JsonEncoder out = new JsonEncoder(512);

        @Override
        public Object encode(final OrderCommand order, final long requestId) {
            out.clear();
            JsonRpc.begin(requestId, DeribitRequestType.BUY, out);
            PlaceEncoder.encode(order, Orders.NOW_NS, out);
            JsonRpc.end(out);
            return out;
        }

        @Override
        public byte[] bytes() {
            return Arrays.copyOf(out.buffer(), out.length());
        }
    }

    /** Its streaming writer, with names that it copies as they are. */
    final class Fastjson implements OrderEncoder {
        private static final byte[] BEGIN = JsonRpc.ascii("{\"jsonrpc\":\"2.0\",\"id\":");
        private static final byte[] INSTRUMENT =
                JsonRpc.ascii(",\"method\":\"private/buy\",\"params\":{\"instrument_name\":");
        private static final byte[] AMOUNT = JsonRpc.ascii(",\"amount\":");
        private static final byte[] PRICE = JsonRpc.ascii(",\"type\":\"limit\",\"price\":");
        private static final byte[] LABEL = JsonRpc.ascii(",\"label\":");
        private static final byte[] END =
                JsonRpc.ascii(",\"time_in_force\":\"good_til_cancelled\",\"post_only\":true}}");

        private final JSONWriter.Context context = new JSONWriter.Context();
        private final byte[] target = new byte[512];
        private int length;

        @Override
        public Object encode(final OrderCommand order, final long requestId) {
            try (JSONWriter out = JSONWriter.ofUTF8(context)) {
                out.writeRaw(BEGIN);
                out.writeInt64(requestId);
                out.writeRaw(INSTRUMENT);
                out.writeString(Orders.instrument(order));
                out.writeRaw(AMOUNT);
                out.writeDouble(Orders.number(order.amount));
                out.writeRaw(PRICE);
                out.writeDouble(Orders.number(order.price));
                out.writeRaw(LABEL);
                out.writeString(Orders.label(order));
                out.writeRaw(END);
                final byte[] written = out.getBytes();
                length = written.length;
                System.arraycopy(written, 0, target, 0, length);
            }
            return target;
        }

        @Override
        public byte[] bytes() {
            return Arrays.copyOf(target, length);
        }
    }

    /** A codec as its macros write them, into an array that is used again. */
    final class Jsoniter implements OrderEncoder, JsonValueCodec<OrderCommand> {
        private static final long serialVersionUID = 1;

        private final transient WriterConfig config = MODULE$.writeToSubArray$default$5();
        private final byte[] target = new byte[512];
        private long id;
        private int length;

        @Override
        public Object encode(final OrderCommand order, final long requestId) {
            id = requestId;
            length = MODULE$.writeToSubArray(order, target, 0, target.length, config, this);
            return target;
        }

        @Override
        public byte[] bytes() {
            return Arrays.copyOf(target, length);
        }

        @Override
        public OrderCommand nullValue() {
            return null;
        }

        @Override
        public OrderCommand decodeValue(final JsonReader in, final OrderCommand ignored) {
            throw new UnsupportedOperationException("encodes only");
        }

        @Override
        public void encodeValue(final OrderCommand order, final JsonWriter out) {
            out.writeObjectStart();
            out.writeNonEscapedAsciiKey("jsonrpc");
            out.writeNonEscapedAsciiVal("2.0");
            out.writeNonEscapedAsciiKey("id");
            out.writeVal(id);
            out.writeNonEscapedAsciiKey("method");
            out.writeNonEscapedAsciiVal("private/buy");
            out.writeNonEscapedAsciiKey("params");
            out.writeObjectStart();
            out.writeNonEscapedAsciiKey("instrument_name");
            out.writeVal(Orders.instrument(order));
            out.writeNonEscapedAsciiKey("amount");
            out.writeVal(Orders.number(order.amount));
            out.writeNonEscapedAsciiKey("type");
            out.writeNonEscapedAsciiVal("limit");
            out.writeNonEscapedAsciiKey("price");
            out.writeVal(Orders.number(order.price));
            out.writeNonEscapedAsciiKey("label");
            out.writeVal(Orders.label(order));
            out.writeNonEscapedAsciiKey("time_in_force");
            out.writeNonEscapedAsciiVal("good_til_cancelled");
            out.writeNonEscapedAsciiKey("post_only");
            out.writeVal(true);
            out.writeObjectEnd();
            out.writeObjectEnd();
        }
    }

    /** Its generator, with names that are encoded once. */
    final class Jackson implements OrderEncoder {
        private static final SerializedString ID = new SerializedString("id");
        private static final SerializedString INSTRUMENT = new SerializedString("instrument_name");
        private static final SerializedString AMOUNT = new SerializedString("amount");
        private static final SerializedString PRICE = new SerializedString("price");
        private static final SerializedString LABEL = new SerializedString("label");

        private final JsonFactory factory =
                JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
        private final ByteArrayBuilder target = new ByteArrayBuilder(512);

        @Override
        public Object encode(final OrderCommand order, final long requestId) {
            target.reset();
            try (JsonGenerator out = factory.createGenerator(target)) {
                out.writeStartObject();
                out.writeStringField("jsonrpc", "2.0");
                out.writeFieldName(ID);
                out.writeNumber(requestId);
                out.writeStringField("method", "private/buy");
                out.writeObjectFieldStart("params");
                out.writeFieldName(INSTRUMENT);
                out.writeString(Orders.instrument(order));
                out.writeFieldName(AMOUNT);
                out.writeNumber(Orders.number(order.amount));
                out.writeStringField("type", "limit");
                out.writeFieldName(PRICE);
                out.writeNumber(Orders.number(order.price));
                out.writeFieldName(LABEL);
                out.writeString(Orders.label(order));
                out.writeStringField("time_in_force", "good_til_cancelled");
                out.writeBooleanField("post_only", true);
                out.writeEndObject();
                out.writeEndObject();
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            return target;
        }

        @Override
        public byte[] bytes() {
            return target.toByteArray();
        }
    }
}

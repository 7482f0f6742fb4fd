/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;
import com.dslplatform.json.JsonAttribute;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** {@code [action, price, amount]}. */
@CompiledJson(formats = CompiledJson.Format.ARRAY)
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"action", "price", "amount"})
public final class Level {
    @JsonAttribute(index = 1)
    private String action;

    @JsonAttribute(index = 2)
    private double price;

    @JsonAttribute(index = 3)
    private double amount;

    public String getAction() {
        return action;
    }

    public void setAction(final String value) {
        action = value;
    }

    public double getPrice() {
        return price;
    }

    public void setPrice(final double value) {
        price = value;
    }

    public double getAmount() {
        return amount;
    }

    public void setAmount(final double value) {
        amount = value;
    }
}

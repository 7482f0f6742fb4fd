/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.decode.pojo;

import com.dslplatform.json.CompiledJson;

/** Of an option. */
@CompiledJson
public final class Greeks {
    private double vega = Double.NaN;

    private double theta = Double.NaN;

    private double rho = Double.NaN;

    private double gamma = Double.NaN;

    private double delta = Double.NaN;

    public double getVega() {
        return vega;
    }

    public void setVega(final double value) {
        vega = value;
    }

    public double getTheta() {
        return theta;
    }

    public void setTheta(final double value) {
        theta = value;
    }

    public double getRho() {
        return rho;
    }

    public void setRho(final double value) {
        rho = value;
    }

    public double getGamma() {
        return gamma;
    }

    public void setGamma(final double value) {
        gamma = value;
    }

    public double getDelta() {
        return delta;
    }

    public void setDelta(final double value) {
        delta = value;
    }
}

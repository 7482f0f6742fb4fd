/* SPDX-License-Identifier: Apache-2.0 */
package io.novaring.bench.growth;

/** How fast a figure grows with another. */
final class Slope {
    private Slope() {}

    /**
     * Slope of the line through the logarithms, by least squares: 0 when the figure does not move,
     * 1 when it grows in proportion, 2 when it grows with the square.
     */
    static double of(final double[] x, final double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += Math.log(x[i]) / x.length;
            meanY += Math.log(y[i]) / x.length;
        }
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            final double away = Math.log(x[i]) - meanX;
            products += away * (Math.log(y[i]) - meanY);
            squares += away * away;
        }
        return products / squares;
    }
}

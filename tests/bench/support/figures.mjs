// What is made of several measurements.

function sorted(values) {
  if (values.length === 0) throw new Error("nothing was measured");
  return [...values].sort((a, b) => a - b);
}

export const Figures = {
  /** The middle. */
  median(values) {
    const order = sorted(values);
    const middle = Math.floor(order.length / 2);
    return order.length % 2 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
  },

  /** The value that 95 of 100 measurements stay under. */
  p95(values) {
    const order = sorted(values);
    return order[Math.min(order.length - 1, Math.ceil(order.length * 0.95) - 1)];
  },
};

// Small logs that tests make on the spot.

/** An FTManager export at 25 Hz with a one-sample spike of engine speed in its middle row. */
export function fuelTechCsv(rows: number): string {
  const lines = ["TIME,RPM,TPS,MAP,Sonda_Geral,Temp._do_motor,Tensão_da_Bateria,2-step"];
  for (let row = 0; row < rows; row += 1) {
    const rpm = row === Math.floor(rows / 2) ? 9000 : 2500 + (row % 50) * 10;
    const cells = [(0.02 + row * 0.04).toFixed(3), rpm, (10 + (row % 20)).toFixed(1), "-0.35", "0.880", "88.0", "13.90", "OFF"];
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}

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

/** A table of any program at 10 Hz: nothing doubtful, a date, and engine speeds that rise by ten from row to row. */
export function datedCsv(rows: number, day: string): string {
  const lines = ["Device Time,RPM,Battery (V),Coolant Temp (C)"];
  for (let row = 0; row < rows; row += 1) {
    const at = new Date(Date.UTC(2000, 0, 1, 10, 0, 0) + row * 100).toISOString().slice(11, 23);
    lines.push(`${day} ${at},${1000 + row * 10},13.8,${80 + (row % 5)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** A table with one doubtful column: its name says gauge pressure, its values look absolute. */
export function doubtfulCsv(rows: number, shift = 0): string {
  const lines = ["Time (s),RPM,Boost"];
  for (let row = 0; row < rows; row += 1) {
    lines.push(`${(row / 10).toFixed(1)},${900 + row + shift},${30 + (row % 72)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** A table without a name for its time: sample numbers at ten a second, which only its owner knows. */
export function numberedCsv(rows: number): string {
  const lines = ["No.;RPM;Battery (V)"];
  for (let row = 0; row < rows; row += 1) lines.push(`${row};${900 + row};13,8`);
  return `${lines.join("\n")}\n`;
}

/** A table as wide as a phone's export, most of whose columns were never filled. */
export function wideCsv(columns: number, rows: number): string {
  const names = Array.from({ length: columns }, (_, i) => `Own ${i + 1}`);
  const lines = [["Time (s)", "RPM", ...names].join(",")];
  for (let row = 0; row < rows; row += 1) {
    lines.push([(row / 10).toFixed(1), 900 + row, ...names.map((_, i) => (row === 1 ? i : "-"))].join(","));
  }
  return `${lines.join("\n")}\n`;
}

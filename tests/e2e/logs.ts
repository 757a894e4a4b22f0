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

/** A table of a program with a line before its names, semicolons and decimal commas, at 20 Hz. */
export function semicolonCsv(rows: number): string {
  const lines = ["Log of a dyno", "Time (s);RPM;AFR;Battery"];
  for (let row = 0; row < rows; row += 1) {
    const cells = [(row / 20).toFixed(2), 900 + row, (14.7 - (row % 8) / 10).toFixed(2), "13.80"];
    lines.push(cells.join(";").replaceAll(".", ","));
  }
  return `${lines.join("\n")}\n`;
}

/** A TunerStudio log with two remarks between its rows. */
export function markedMsl(): string {
  const lines = ['"Speeduino 2026"', '"Capture Date: Thu Jan 01 12:00:00 CET 2026"', "Time\tRPM\tMAP\tCLT", "s\trpm\tkPa\t°C"];
  for (let row = 0; row < 200; row += 1) {
    if (row === 40) lines.push("MARK 000");
    if (row === 120) lines.push("MARK 001 - pit");
    lines.push(`${(row / 20).toFixed(3)}\t${900 + row * 5}\t${30 + (row % 60)}\t80.0`);
  }
  return `${lines.join("\n")}\n`;
}

/** A Haltech export whose second channel has a value in every second row only. */
export function ratedCsv(rows: number): string {
  const channel = (name: string, id: number, type: string) => `Channel : ${name}\nID : ${id}\nType : ${type}\nDisplayMaxMin : 9000,0`;
  const lines = ["%DataLog%", "DataLogVersion : 1.1", channel("RPM", 1, "EngineSpeed"), channel("Manifold Pressure", 2, "Pressure"), "Log Source : 20", "Log Number : 7", "Log : 20260101 11:59:59"];
  for (let row = 0; row < rows; row += 1) {
    const seconds = (row / 50).toFixed(3).padStart(6, "0");
    lines.push(`10:00:${seconds},${900 + row},${row % 2 ? "" : 400 + row}`);
  }
  return `${lines.join("\n")}\n`;
}

/** What may be asked of a drive beside its mixture: the λ target at 3000 rpm, and the air, °C. */
interface Asked {
  target?: number;
  air?: number;
}

/** A drive over four operating points and a rise of engine speed, at 10 Hz for ten minutes; λ is `lambda` and a little noise,
 * at 3000 rpm so many times the target there. */
export function drivenCsv(seed: number, lambda: number, asked: Asked = {}): string {
  let state = seed * 7919 + 17;
  const chance = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const air = asked.air === undefined ? [] : [asked.air];
  const lines = ["Time (s),RPM,TPS (%),MAP (kPa),Lambda,Lambda Target,Battery (V),Coolant Temp (C)" + air.map(() => ",IAT (C)").join("")];
  for (let row = 0; row < 6000; row += 1) {
    const point = Math.floor(row / 60) % 4;
    const rising = row >= 5000 && row < 5060;
    const rpm = rising ? 2000 + (row - 5000) * 75 : [1500, 2000, 2500, 3000][point] + (chance() - 0.5) * 40;
    const map = rising ? 180 : [40, 55, 70, 85][point] + (chance() - 0.5);
    const target = point === 3 && !rising ? (asked.target ?? 1) : 1;
    const cells = [(row / 10).toFixed(1), rpm.toFixed(0), rising ? 98 : 12 + point * 6, map.toFixed(1), (lambda * target + (chance() - 0.5) * 0.02).toFixed(3), target.toFixed(3), (13.8 + (chance() - 0.5) * 0.1).toFixed(2), 88, ...air];
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}

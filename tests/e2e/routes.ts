// Every page of the application that needs no record of its own, in one place: what has to hold everywhere is tested on
// each of these. Pages of one session or one vehicle are checked where such a thing is made.
export const ROUTES = [
  "#/",
  "#/vehicles",
  "#/import",
  "#/formats",
  "#/sessions",
  "#/tables",
  "#/compare",
  "#/reports",
  "#/rules",
  "#/settings",
  "#/diagnostics",
  "#/no/such/page",
];

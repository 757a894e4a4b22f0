// Loads the application that <meta name="fueltune-app"> names: its script and its WebAssembly module.
const [script, module] = document
  .querySelector('meta[name="fueltune-app"]')
  .content.split(" ")
  .map((file) => new URL(file, document.baseURI).href);

try {
  const { default: init } = await import(script);
  await init({ module_or_path: module });
} catch (error) {
  document.getElementById("start-failed-why").textContent = String(error);
  document.getElementById("start-failed").hidden = false;
  throw error;
}

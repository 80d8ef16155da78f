// Starts the page's WebAssembly. The prerendered result stays readable when it cannot.
import init from "./app.js";
init().catch((reason) => console.error(reason));

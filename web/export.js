// How texts and pictures leave the page: the clipboard, files, PNG. Each tells whether it was allowed to.

// Puts a text, or the promise of one, on the clipboard. It has to be asked for within a reader's click, and a promise lets
// that be so for a text that is yet to be fetched. Rejects only when the text cannot be had.
export async function copy(text) {
  const blob = Promise.resolve(text).then((text) => new Blob([text], { type: "text/plain" }));
  let written = false;
  try {
    const taken = typeof text === "string"
      ? navigator.clipboard.writeText(text)
      : navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    written = await taken.then(() => true);
  } catch {
    // No clipboard here, or none for this frame.
  }
  await blob;
  return written;
}

// Saves a file. A frame without an origin is not allowed to, and browsers say nothing of it to the script.
export function save(blob, name) {
  if (origin === "null") return false;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return true;
}

// An SVG as an image, from an address that no security policy of ours forbids.
export const address = (svg) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

// A drawing as a PNG, with `scale` pixels for each of its own.
export async function png(svg, scale) {
  const image = new Image();
  await new Promise((done, failed) => {
    image.onload = done;
    image.onerror = () => failed(new Error("this browser does not draw the picture"));
    image.src = address(svg);
  });
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// A file as an address, where one of its own would be forbidden.
export const readable = (blob) =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });

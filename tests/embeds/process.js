// What other people's software makes of HTML or Markdown, by the name of the software: a list of texts as JSON on the
// standard input becomes such a list on the standard output. What should be left of a snippet is said in
// tests/tests/sanitizers.rs.

import { text } from "node:stream/consumers";
import { compileSync } from "@mdx-js/mdx";
import * as vue from "@vue/compiler-sfc";
import * as cheerio from "cheerio";
import createDOMPurify from "dompurify";
import { buildSync } from "esbuild";
import { JSDOM } from "jsdom";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import sanitizeHtml from "sanitize-html";

// The rules of LessWrong and the Alignment Forum, as far as they concern what a snippet can have: the lists of
// packages/lesswrong/lib/utils/sanitize.ts in github.com/ForumMagnum/ForumMagnum, and what that repository's own test of it
// says of frames. A frame of a site is kept when the site is in the list, and otherwise goes with all that is in it; one
// with a document of its own is kept when the editor has made it, and is put into the sandbox.
const FORUM = {
  allowedTags: [
    "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "p", "a", "ul", "ol", "nl", "li", "b", "i", "u", "strong", "em",
    "strike", "s", "code", "hr", "br", "div", "table", "thead", "caption", "tbody", "tr", "th", "td", "pre", "img",
    "figure", "figcaption", "section", "span", "sub", "sup", "ins", "del", "iframe", "audio", "details", "summary",
  ],
  allowedAttributes: {
    "*": ["data-internal-id", "data-visibility"],
    a: ["class", "href", "name", "target", "rel", "data-href"],
    div: ["class"],
    figure: ["style", "class"],
    iframe: ["src", "allowfullscreen", "allow", "srcdoc", "sandbox", "title", "data-lexical-iframe-widget"],
    img: ["src", "srcset", "alt", "style"],
    span: ["style", "id", "role", "class"],
  },
  allowedIframeHostnames: [
    "www.youtube.com", "youtube.com", "www.youtube-nocookie.com", "youtube-nocookie.com", "metaculus.com",
    "manifold.markets", "metaforecast.org", "ourworldindata.org", "strawpoll.com", "neuronpedia.org",
  ],
  allowedStyles: {
    figure: { width: [/^[\d.]+(px|em|%)$/], height: [/^[\d.]+(px|em|%)$/] },
    img: { width: [/^[\d.]+(px|em|%)$/], height: [/^[\d.]+(px|em|%)$/], "max-width": [/^[\d.]+(px|em|%)$/] },
  },
  transformTags: {
    iframe: (tagName, attribs) =>
      "data-lexical-iframe-widget" in attribs ? { tagName, attribs: { ...attribs, sandbox: "allow-scripts" } } : { tagName, attribs },
  },
  exclusiveFilter: ({ tag, attribs }) => tag === "iframe" && !attribs.src && !attribs.srcdoc,
};

// A post's HTML is parsed and written again before it is shown, as a fragment.
const fragment = (html) => cheerio.load(html, null, false).html();

let purifier;
const purify = (html, options) => {
  purifier ??= createDOMPurify(new JSDOM("").window);
  return purifier.sanitize(html, options);
};

// The editor keeps a widget as a frame's document; whoever reads the post gets it out of the HTML again.
const widget = (html) => {
  const $ = cheerio.load("<iframe data-lexical-iframe-widget='true'></iframe>", null, false);
  $("iframe").attr("srcdoc", html);
  const kept = cheerio.load(fragment(sanitizeHtml($.html(), FORUM)), null, false)("iframe");
  // Marked deletions are taken out of it on the way.
  const document = cheerio.load(kept.attr("srcdoc"), null, false);
  document("del").remove();
  return JSON.stringify({ sandbox: kept.attr("sandbox"), document: document.html() });
};

// A program as a site's build makes it, in one file with all that it imports from npm.
const bundle = (contents) =>
  buildSync({
    stdin: { contents, loader: "jsx", resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    write: false,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  }).outputFiles[0].text;

// A post in Markdown with JSX, shown by React.
const mdx = (text) =>
  bundle(`${compileSync(text)}
    import { createRoot } from "react-dom/client";
    createRoot(document.getElementById("root")).render(<MDXContent />);`);

// A component of Vue in one file, shown by Vue.
const component = (text) => {
  const { descriptor, errors } = vue.parse(text);
  if (errors.length) throw errors[0];
  const templateOptions = { compilerOptions: { isCustomElement: (tag) => tag === "expected-harm" } };
  const { content } = vue.compileScript(descriptor, { id: "post", inlineTemplate: true, genDefaultAs: "Post", templateOptions });
  return bundle(`${content}
    import { createApp } from "vue";
    createApp(Post).mount("#root");`);
};

const SOFTWARE = {
  bundle,
  mdx,
  vue: component,
  forum: (html) => fragment(sanitizeHtml(html, FORUM)),
  "forum-widget": widget,
  cheerio: fragment,
  dompurify: (html) => purify(html),
  // As sites have it that allow frames and elements.
  "dompurify-with-frames": (html) =>
    purify(html, {
      ADD_TAGS: ["iframe"],
      ADD_ATTR: ["allow", "loading"],
      CUSTOM_ELEMENT_HANDLING: { tagNameCheck: /^expected-harm$/, attributeNameCheck: /./ },
    }),
  "markdown-it": (text) => new MarkdownIt({ linkify: true }).render(text),
  "markdown-it-with-html": (text) => new MarkdownIt({ html: true, linkify: true }).render(text),
  marked: (text) => marked.parse(text),
};

const [, , name] = process.argv;
const texts = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(texts.map((text) => SOFTWARE[name](text))));

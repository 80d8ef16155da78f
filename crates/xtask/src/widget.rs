//! The two forms of the calculator for other people's documents: the custom element, and the widget in one file.
//!
//! They are put together from the parts of the page, with nothing compiled for them. What they do is said in their
//! scripts, `element.js` and `widget.js`; here parts are put into each other, and the page's style sheet is rewritten
//! for an element.

use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::Value;

use crate::{assets::Script, minify, pages::Templates};

/// A widget that is larger than this is refused by some that it is made for.
const LARGEST_WIDGET: usize = 1_000_000;

/// A script with a module in the place of its import.
pub(crate) fn with_module(script: &str, file: &str, module: &str) -> Result<String> {
    inlined(script, file, |_| module.replace("export ", ""))
}

/// A script with a style sheet as a text in the place of its import.
pub(crate) fn with_style(script: &str, file: &str, style: &str) -> Result<String> {
    inlined(script, file, |name| format!("const {name} = {};", quoted(style)))
}

/// A script with what is made of the imported name in the place of the import of a file.
fn inlined(script: &str, file: &str, with: impl FnOnce(&str) -> String) -> Result<String> {
    let parts = script.split_once(&format!(" from \"{file}\";"));
    let parts = parts.and_then(|(before, after)| Some((before.rsplit_once("import ")?, after)));
    let ((before, name), after) = parts.with_context(|| format!("the script does not import {file}"))?;
    Ok([before, &with(name), after].concat())
}

/// The parts of a widget.
pub(crate) struct Parts<'a> {
    /// The templates of the pages.
    pub(crate) templates: &'a Templates,
    /// The script that starts it.
    pub(crate) script: &'a str,
    /// The script by which an embed and its host talk.
    pub(crate) embed: &'a str,
    /// The application.
    pub(crate) app: &'a Script,
    /// The application's WebAssembly.
    pub(crate) wasm: &'a [u8],
    /// The style sheet.
    pub(crate) style: &'a str,
    /// The result of the default scenario.
    pub(crate) prerendered: Value,
}

/// The widget's file.
pub(crate) fn widget(parts: Parts) -> Result<String> {
    let app = as_a_value(&parts.app.source)?;
    let script = inlined(parts.script, "./app.js", |_| format!("const app = {app}"))?;
    let wasm = quoted(&BASE64_STANDARD.encode(parts.wasm));
    let script = inlined(&script, "./app_bg.wasm", |name| format!("const {name} = {wasm};"))?;
    // Names of the one script do not meet those of the other.
    let script = minify::js(&["{\n", parts.embed, "}\n", &script].concat());
    let lower = script.to_ascii_lowercase();
    ensure!(!lower.contains("</script") && !lower.contains("<!--"), "the widget's script would end within itself");
    ensure!(!parts.style.contains("</"), "the widget's style would end within itself");
    let mut context = parts.prerendered;
    context["style"] = parts.style.into();
    context["script"] = script.into();
    let html = parts.templates.page("widget.html", "web/widget.html", context)?;
    ensure!(html.len() <= LARGEST_WIDGET, "the widget has {} bytes; the most is {LARGEST_WIDGET}", html.len());
    Ok(html)
}

/// A text as JavaScript writes it.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A module as an expression that has its exports as members, for a script that cannot import.
fn as_a_value(module: &str) -> Result<String> {
    let (code, exports) = module.rsplit_once("export {").context("the bindings export nothing")?;
    let exports = exports.split_once('}').context("the bindings' exports have no end")?.0;
    let mut members: Vec<String> = Vec::new();
    for export in exports.split(',').map(str::trim) {
        let (value, name) = export.split_once(" as ").unwrap_or((export, export));
        members.push(format!("{name}: {value}"));
    }
    let functions = code.split("export function ").skip(1).filter_map(|rest| rest.split_once('('));
    members.extend(functions.map(|(name, _)| name.to_owned()));
    let code = code.replace("export function ", "function ");
    ensure!(!code.contains("\nexport "), "the bindings export something in a way that is not known here");
    Ok(format!("(() => {{\n{code}return {{ {} }};\n}})();", members.join(", ")))
}

/// The page's style sheet for the inside of an element: the element is its root, it minds its own width in place of the
/// window's, and its sizes do not depend on the document's, where `1rem` may be anything.
pub(crate) fn for_a_shadow_root(style: &str) -> Result<String> {
    let mut out = String::with_capacity(style.len() * 2);
    let mut rest = style;
    while let Some(next) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("@media") {
            let (query, body) = after.split_once('{').context("a media query has no block")?;
            if query.contains("width") {
                let queries = query.trim_start().trim_start_matches("screen and ");
                out += &format!("@container {}{{", in_pixels(queries)?);
            } else {
                out += &format!("@media{query}{{");
            }
            rest = body;
        } else if let Some(after) = rest.strip_prefix(":root") {
            let end = after.find(['{', ',', ' ']).context("a selector has no end")?;
            let which = after[..end].replace("data-theme", "theme");
            out += &if which.is_empty() { ":host".to_owned() } else { format!(":host({which})") };
            rest = &after[end..];
        } else if next.is_ascii_digit() || next == '.' {
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let (number, after) = rest.split_at(length);
            let inside_a_name = out.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '#'))
                && !out.ends_with(":-");
            if let (false, Some(after)) = (inside_a_name, after.strip_prefix("rem")) {
                out += &format!("calc({number}*var(--expected-harm-rem))");
                rest = after;
            } else if let (false, Some(after)) = (inside_a_name, after.strip_prefix("vw")) {
                out += &format!("{number}cqi");
                rest = after;
            } else {
                out += number;
                rest = after;
            }
        } else if out.is_empty() || out.ends_with(['}', ',']) {
            // The elements of a document that an element does not have stand at the beginning of a selector.
            let document = [("html", ":host"), ("body", ":host>div")];
            let document = document.map(|(name, ours)| Some((ours, rest.strip_prefix(name)?)));
            match document.into_iter().flatten().find(|(_, after)| after.starts_with(['{', ','])) {
                Some((ours, after)) => {
                    out += ours;
                    rest = after;
                }
                None => {
                    out.push(next);
                    rest = &rest[next.len_utf8()..];
                }
            }
        } else {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    for unit in ["rem", "vw", "vh"] {
        let left = out.match_indices(unit).any(|(at, _)| out[..at].ends_with(|c: char| c.is_ascii_digit()));
        ensure!(!left, "the style sheet has {unit} where it cannot be rewritten for an element");
    }
    Ok(OUTSIDE.to_owned() + &out)
}

/// What a document of ours has and an element must. The element: a box that fills the room there is, and where the room is
/// as wide as what is in it, as in a dialog or a cell of a table, has a width of its own; and the reader's size of text,
/// which for some fonts is another.
/// The box inside: nothing of what the host's text has, such as its alignment, and none of its underlining, from which
/// only a float is safe; but what says whether it is seen and can be pressed.
const OUTSIDE: &str = "\
    :host{display:block;break-inside:avoid;box-sizing:border-box;writing-mode:horizontal-tb;container-type:inline-size;\
    contain-intrinsic-inline-size:min(40em,85vw);width:-moz-available;width:-webkit-fill-available;width:stretch;\
    min-width:min(100%,20em);font:medium system-ui;--expected-harm-rem:1em}\
    :host([hidden]){display:none}\
    :host>div{all:initial;display:block;float:left;width:100%;color-scheme:inherit;visibility:inherit;\
    pointer-events:inherit;-webkit-text-size-adjust:inherit;-webkit-user-select:text;user-select:text}";

/// A condition on the width, in pixels at the usual size of text, which is what `rem` means there.
fn in_pixels(condition: &str) -> Result<String> {
    let mut parts = condition.split("rem").collect::<Vec<_>>();
    // What follows the last width.
    let end = parts.pop().unwrap_or_default();
    let mut out = String::new();
    for part in parts {
        let at = part.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + 1);
        let pixels = part[at..].parse::<f64>().context("a width is no number")? * 16.0;
        out += &[&part[..at], &pixels.to_string(), "px"].concat();
    }
    ensure!(!out.is_empty(), "a width is not in rem");
    Ok(out + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_for_an_element_speaks_of_the_element() {
        let ours = |style: &str| for_a_shadow_root(style).unwrap().strip_prefix(OUTSIDE).unwrap().to_owned();
        assert_eq!(ours(":root{--s1:0.25rem}"), ":host{--s1:calc(0.25*var(--expected-harm-rem))}");
        assert_eq!(ours(":root[data-theme=\"dark\"]{a:b}"), ":host([theme=\"dark\"]){a:b}");
        assert_eq!(
            ours("@media (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){a:b}}"),
            "@media (prefers-color-scheme:dark){:host(:not([theme=\"light\"])){a:b}}"
        );
        assert_eq!(ours("@media (max-width:52rem){.b1{c:5.2vw}}"), "@container (max-width:832px){.b1{c:5.2cqi}}");
        assert_eq!(
            ours("@media (min-width:37rem) and (max-width:52rem){a{b:c}}"),
            "@container (min-width:592px) and (max-width:832px){a{b:c}}"
        );
        assert_eq!(ours("html{a:b}body{margin:0}.body{c:d}"), ":host{a:b}:host>div{margin:0}.body{c:d}");
    }

    #[test]
    fn a_module_becomes_a_value() {
        let module = "export function show(a) {}\nlet wasm;\nexport { initSync, __wbg_init as default };";
        assert_eq!(
            as_a_value(module).unwrap(),
            "(() => {\nfunction show(a) {}\nlet wasm;\nreturn { initSync: initSync, default: __wbg_init, show };\n})();"
        );
    }

    #[test]
    fn a_script_takes_in_what_it_imports() {
        let script = "import init from \"./app.js\";\nimport { ask } from \"./common.js\";\nask();";
        let common = "export const ask = 1;";
        let expected = "import init from \"./app.js\";\nconst ask = 1;\nask();";
        assert_eq!(with_module(script, "./common.js", common).unwrap(), expected);
    }
}

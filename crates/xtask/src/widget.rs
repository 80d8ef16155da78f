//! The two forms of the calculator for other people's documents: the custom element, and the widget in one file.
//!
//! They are put together from the parts of the page, with nothing compiled for them. What they do is said in their
//! scripts, `element.js` and `widget.js`; here parts are put into each other, and the page's style sheet is rewritten
//! for an element.

use anyhow::{Context, Result, ensure};

use crate::assets::Script;

/// The line by which a script takes what all of them share.
const COMMON: &str = "./common.js";

/// A widget that is larger than this is refused by some that it is made for.
const LARGEST_WIDGET: usize = 1_000_000;

/// Puts what all scripts share into one that imports it.
pub(crate) fn with_common(script: &str, common: &str) -> Result<String> {
    with_module(script, COMMON, common)
}

/// Puts a module into the script that imports it.
fn with_module(script: &str, file: &str, module: &str) -> Result<String> {
    let (start, end, _) = import(script, file)?;
    Ok([&script[..start], &module.replace("export ", ""), &script[end..]].concat())
}

/// Puts a style sheet as a text into the script that imports it.
fn with_style(script: &str, file: &str, style: &str) -> Result<String> {
    let (start, end, name) = import(script, file)?;
    Ok([&script[..start], "const ", name, " = ", &quoted(style), ";", &script[end..]].concat())
}

/// A script with the one by which links leave a frame.
pub(crate) fn with_offer(script: &str, offer: &str) -> Result<String> {
    with_module(script, "./offer.js", offer)
}

/// The script of the panel "Share or embed", from its source, the script by which things leave the page, and its style.
pub(crate) fn share(source: &str, export: &str, style: &str) -> Result<String> {
    with_style(&with_module(source, "./export.js", export)?, "./share.css", style)
}

/// The custom element's script, from its source, the page's style sheet and application, and the path of the panel.
pub(crate) fn element(source: &str, common: &str, style: &str, app: &Script, share: &str) -> Result<String> {
    let source = with_style(&with_common(source, common)?, "./style.css", &for_a_shadow_root(style)?)?;
    with_paths(source, [("./app.js", &app.bindings), ("./share.js", share)])
}

/// A script that asks for the module of other programs, with the version of it that it was made with.
pub(crate) fn with_core(script: &str, name: &str, version: &str) -> Result<String> {
    let name = quoted(name);
    ensure!(script.matches(&*name).count() == 1, "the script must ask for {name} once");
    Ok(script.replace(&name, &quoted(version)))
}

/// A script with the paths of files that it imports while it runs, each once.
fn with_paths<const N: usize>(mut script: String, paths: [(&str, &str); N]) -> Result<String> {
    for (here, path) in paths {
        let here = quoted(here);
        ensure!(script.matches(&*here).count() == 1, "the script must import {here} once");
        script = script.replace(&here, &quoted(&["./", path].concat()));
    }
    Ok(script)
}

/// The page's boot script with all that it imports but the application.
pub(crate) fn boot(source: &str, common: &str, share: &str) -> Result<String> {
    let name = share.rsplit_once('/').map_or(share, |(_, name)| name);
    with_paths(with_common(source, common)?, [("./share.js", name)])
}

/// The parts of a widget.
pub(crate) struct Parts<'a> {
    /// Its HTML, with places for the other parts.
    pub(crate) frame: &'a str,
    /// The script that starts it.
    pub(crate) script: &'a str,
    /// What all scripts share.
    pub(crate) common: &'a str,
    /// The script by which an embed and its host talk.
    pub(crate) embed: &'a str,
    /// The JavaScript of the application.
    pub(crate) bindings: &'a str,
    /// Its WebAssembly.
    pub(crate) wasm: &'a [u8],
    /// The style sheet.
    pub(crate) style: &'a str,
    /// The result of the default scenario.
    pub(crate) prerendered: &'a str,
}

/// The widget's file.
pub(crate) fn widget(parts: &Parts) -> Result<String> {
    let script = with_common(parts.script, parts.common)?;
    let (start, end, _) = import(&script, "./app.js")?;
    let script = [&script[..start], "const app = ", &as_a_value(parts.bindings)?, &script[end..]].concat();
    let (start, end, name) = import(&script, "./app_bg.wasm")?;
    let wasm = quoted(&base64(parts.wasm));
    let script = [&script[..start], "const ", name, " = ", &wasm, ";", &script[end..]].concat();
    // Names of the one script do not meet those of the other.
    let script = ["{\n", parts.embed, "}\n", &script].concat();
    let lower = script.to_ascii_lowercase();
    ensure!(!lower.contains("</script") && !lower.contains("<!--"), "the widget's script would end within itself");
    ensure!(!parts.style.contains("</"), "the widget's style would end within itself");
    let mut html = parts.frame.to_owned();
    for (place, part) in [("style", parts.style), ("prerendered", parts.prerendered.trim()), ("script", &script)] {
        let place = format!("<!-- {place} -->");
        let (before, after) = html.split_once(&place).with_context(|| format!("the widget must have {place}"))?;
        html = [before, part, after].concat();
    }
    ensure!(html.len() <= LARGEST_WIDGET, "the widget has {} bytes; the most is {LARGEST_WIDGET}", html.len());
    Ok(html)
}

/// Where a script imports a file: from where to where in the text, and the name that it imports it under.
fn import<'a>(script: &'a str, file: &str) -> Result<(usize, usize, &'a str)> {
    let end = format!(" from \"{file}\";");
    let at = script.find(&end).with_context(|| format!("no import of {file}"))?;
    let start = script[..at].rfind("import ").with_context(|| format!("no import of {file}"))?;
    Ok((start, at + end.len(), &script[start + "import ".len()..at]))
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

/// A text as JavaScript writes it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The page's style sheet for the inside of an element: the element is its root, it minds its own width in place of the
/// window's, and its sizes do not depend on the document's, where `1rem` may be anything.
fn for_a_shadow_root(style: &str) -> Result<String> {
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

/// Bytes as text.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| group.get(at).copied().unwrap_or(0));
        let signs = [a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63];
        for (at, sign) in signs.into_iter().enumerate() {
            text.push(if at > group.len() { '=' } else { char::from(SIGNS[usize::from(sign)]) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_has_its_padding() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

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
        assert_eq!(with_common(script, common).unwrap(), expected);
    }
}

//! What the page's WebAssembly spends its bytes on: crates, functions and data, each by name.
//!
//! The names come from the module and from the linker's map. How large the shipped files are, and how large they may
//! become, is in `sizes`.

use std::{cmp::Reverse, collections::BTreeMap, fs, ops::Range};

use anyhow::{Context, Result, bail};
use wasmparser::{DataKind, KnownCustom, Name, Operator, Parser, Payload, TypeRef};

use crate::{
    bindgen,
    build::{self, to_wasm},
    cargo, sizes,
};

/// The standard library and what it is made of. What it does, it does for another crate, if its name tells for which.
const STANDARD: [&str; 8] =
    ["core", "alloc", "std", "__rustc", "compiler_builtins", "hashbrown", "panic_abort", "rustc_demangle"];

/// Functions without a crate: the bindings' own, and those of C.
const NO_CRATE: &str = "(none: bindings, C)";
/// Constants without a name, whose crate is not known: those that can be read, and all others.
const TEXTS: &str = "(none: texts)";
const TABLES: &str = "(none: tables)";

/// A function or a constant of the module.
struct Item {
    name: String,
    owner: String,
    /// Where it lies in the file.
    at: Range<usize>,
}

/// What the module consists of.
struct Module {
    functions: Vec<Item>,
    data: Vec<Item>,
}

/// Prints where the bytes are, with so many of the largest functions and constants.
pub(crate) fn size(longest: usize) -> Result<()> {
    build::build_if_changed()?;
    let map = cargo::scratch().join("app.map");
    let mut flags = cargo::flags_against_machine_paths()?;
    // Names that say for which types a generic function was compiled, and the linker's list of constants. The names
    // change where the compiler puts things, and so a few hundred bytes; that is why the page is not built with them.
    flags.extend(["-Csymbol-mangling-version=v0".to_owned(), format!("-Clink-arg=-Map={}", map.display())]);
    println!("Compiling the page once more, with the names of its functions in full.");
    let arguments = to_wasm(&["--package=expected-harm-web", "--bin=app", "--features=csr"]);
    let wasm = cargo::build(&arguments, &flags)?;
    let map = fs::read_to_string(&map).context("the linker wrote no map")?;
    let names = names(&bindgen::named_module(&wasm)?)?;
    let wasm = bindgen::bindings(&wasm, "app")?.wasm;
    let module = read(&wasm, names, &map)?;

    let wire = sizes::compressed(&wasm)?.len();
    println!("\nThe page's WebAssembly has {} bytes, {wire} of them on the wire.", wasm.len());
    println!("\"wire\" below is by how much that shrinks without the bytes in the same line.");
    for (kind, items) in [("code", &module.functions), ("data", &module.data)] {
        println!("\n{kind:>9} {:>9}  by crate", "wire");
        for (owner, bytes, places) in by_owner(items) {
            println!("{bytes:>9} {:>9}  {owner}", saved(&wasm, wire, &places)?);
        }
    }
    for (what, items) in [("functions", module.functions), ("constants", module.data)] {
        println!("\n{:>9}  {:20} the largest {what}", "bytes", "crate");
        let mut items = items;
        items.sort_by_key(|item| Reverse(item.at.len()));
        for Item { name, owner, at } in items.into_iter().take(longest) {
            println!("{:>9}  {owner:20} {}", at.len(), shortened(&name));
        }
    }
    Ok(())
}

/// The bytes of each owner, most first, and where in the file they lie.
fn by_owner(items: &[Item]) -> Vec<(&str, usize, Vec<Range<usize>>)> {
    let mut owners: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for item in items {
        owners.entry(&item.owner).or_default().push(item.at.clone());
    }
    let mut owners: Vec<_> =
        owners.into_iter().map(|(owner, places)| (owner, places.iter().map(Range::len).sum(), places)).collect();
    owners.sort_by_key(|(_, bytes, _)| Reverse(*bytes));
    owners
}

/// By how much the compressed file shrinks when these places are cut out of it; nothing where that is too little to
/// be measured.
fn saved(wasm: &[u8], wire: usize, places: &[Range<usize>]) -> Result<String> {
    let cut: usize = places.iter().map(Range::len).sum();
    if cut < 1000 {
        return Ok(String::new());
    }
    let (mut rest, mut from) = (Vec::with_capacity(wasm.len()), 0);
    let mut places = places.to_vec();
    places.sort_by_key(|place| place.start);
    for place in places {
        rest.extend_from_slice(&wasm[from..place.start]);
        from = place.end;
    }
    rest.extend_from_slice(&wasm[from..]);
    Ok(wire.saturating_sub(sizes::compressed(&rest)?.len()).to_string())
}

/// The names of a module's functions, by their index.
fn names(wasm: &[u8]) -> Result<BTreeMap<u32, String>> {
    let mut names = BTreeMap::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(custom) = payload? else { continue };
        let KnownCustom::Name(parts) = custom.as_known() else { continue };
        for part in parts {
            let Name::Function(functions) = part? else { continue };
            for naming in functions {
                let naming = naming?;
                names.insert(naming.index, demangled(naming.name));
            }
        }
    }
    Ok(names)
}

/// Functions and constants of a module, where they lie in it.
fn read(wasm: &[u8], mut names: BTreeMap<u32, String>, map: &str) -> Result<Module> {
    let (mut imported, mut bodies, mut data) = (0, Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::DataSection(segments) => {
                for segment in segments {
                    let segment = segment?;
                    let DataKind::Active { offset_expr, .. } = segment.kind else {
                        bail!("the module has data without an address");
                    };
                    let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                        bail!("the module has data with an address that is computed");
                    };
                    let end = segment.range.end;
                    data.extend(constants(map, usize::try_from(value)?, end - segment.data.len()..end, wasm));
                }
            }
            _ => {}
        }
    }
    let functions = bodies.into_iter().zip(imported..).map(|(at, index)| {
        let name = names.remove(&index).unwrap_or_default();
        Item { owner: owner(&name).unwrap_or(NO_CRATE).to_owned(), name, at }
    });
    Ok(Module { functions: functions.collect(), data })
}

/// Constants of a segment, by the linker's map: lines of address, place, size and symbol.
fn constants(map: &str, address: usize, segment: Range<usize>, wasm: &[u8]) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut end = address;
    for line in map.lines() {
        let mut columns = line.split_whitespace();
        let mut number = || usize::from_str_radix(columns.next()?, 16).ok();
        let (Some(start), Some(_), Some(length)) = (number(), number(), number()) else { continue };
        let symbol = columns.next().unwrap_or_default();
        // A segment has a line of its own, and so has the part of an object file that a symbol comes from.
        let is_symbol = !symbol.contains(".o:(") && (!symbol.starts_with('.') || symbol.starts_with(".Lanon"));
        if is_symbol && length > 0 && start >= end && start + length <= address + segment.len() {
            end = start + length;
            found.push(constant(symbol, segment.start + start - address..segment.start + end - address, wasm));
        }
    }
    found
}

fn constant(symbol: &str, at: Range<usize>, wasm: &[u8]) -> Item {
    // What has no name in the source has none here, and equal texts are merged by the linker.
    if !symbol.starts_with(['.', '<']) {
        let name = demangled(symbol);
        return Item { owner: owner(&name).unwrap_or(TABLES).to_owned(), name, at };
    }
    let text = str::from_utf8(&wasm[at.clone()]).ok().filter(|text| !text.contains(char::is_control));
    let (owner, name) = match text {
        Some(text) => (TEXTS, format!("{text:?}")),
        None if symbol.starts_with('<') => (TEXTS, "those that the linker has merged".to_owned()),
        None => (TABLES, symbol.trim_start_matches('.').to_owned()),
    };
    Item { owner: owner.to_owned(), name, at }
}

fn demangled(symbol: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(symbol))
}

/// The crate whose code a function is, by its name: the first in it, except that the standard library works for
/// others. There it is the crate of a closure, if one is in the name, or else of the first type that is not its own.
fn owner(name: &str) -> Option<&str> {
    let mut crates = Vec::new();
    for (end, _) in name.match_indices("::") {
        let start = name[..end].rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |before| before + 1);
        // The first part of a path follows a bracket or a space; a later part follows a colon.
        if start < end && !name[..start].ends_with("::") {
            let path = name[start..].split(['<', ',', ' ', '>']).next().unwrap_or_default();
            crates.push((&name[start..end], path.contains("{closure")));
        }
    }
    let others = || crates.iter().filter(|(part, _)| !STANDARD.contains(part));
    match crates.first() {
        Some((first, _)) if !STANDARD.contains(first) => Some(first),
        Some((first, _)) => {
            Some(others().find(|(_, closure)| *closure).or(others().next()).map_or(first, |(part, _)| part))
        }
        // `<str>::find`, and what has no path at all.
        None => name.starts_with('<').then_some("core"),
    }
}

/// A name or text that fits a line or two.
fn shortened(name: &str) -> String {
    const LONGEST: usize = 120;
    let name = name.replace("expected_harm_web::", "web::");
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_whose_code_it_is() {
        for (name, crate_name) in [
            ("<harm_view::section::Section>::answer", "harm_view"),
            (
                "<core::iter::Map<yew::VNode, web::sections::view::{closure#0}> as FnMut<(harm_view::Section,)>>::call",
                "web",
            ),
            ("<alloc::rc::Rc<yew::VTag> as yew::utils::RcExt<yew::VTag>>::unwrap_or_clone", "yew"),
            ("<yew::Callback<web::Action>>::reform::<web::Page::run::{closure#3}>", "yew"),
            ("core::str::slice_error_fail", "core"),
            ("<str>::trim_start_matches::<&str>", "core"),
        ] {
            assert_eq!(owner(name), Some(crate_name), "{name}");
        }
        assert_eq!(owner("memcpy"), None);
    }
}

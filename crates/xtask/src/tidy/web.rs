//! What the page does not do: the model's arithmetic, and the formatting of numbers. Both are `crates/`' business.
//!
//! Multiplication, division and remainders are looked for in the tokens of `web/`, inside `html!` too, and so are the
//! functions of mathematics; a formula without any of them would be a sum. What is geometry is listed, with its count.

use std::str::FromStr;

use anyhow::{Result, anyhow};
use proc_macro2::{TokenStream, TokenTree};

use super::files::Files;

/// Products and quotients that have nothing to do with the model: file, how many, and what they are.
const GEOMETRY: &[(&str, usize, &str)] = &[
    ("web/src/components/field.rs", 4, "where the slider's fill ends, in thousandths of its width"),
    ("web/src/components/sections.rs", 1, "how long a bar is, in per cent of the width"),
    ("web/src/events.rs", 2, "which point of the chart lies under the pointer"),
];

/// Functions that a formula would need.
const MATHEMATICS: [&str; 15] = [
    "powf", "powi", "exp", "exp2", "exp_m1", "expm1", "ln", "ln_1p", "log10", "log2", "log", "sqrt", "mul_add", "libm",
    "special",
];

/// The complaints about the page's sources.
pub(super) fn check(files: &Files) -> Result<Vec<String>> {
    let mut complaints = Vec::new();
    // Tests may calculate what they expect.
    let is_page = |path: &str| path.starts_with("web/") && path.ends_with(".rs") && !path.starts_with("web/tests/");
    for (path, content) in files.iter().filter(|(path, _)| is_page(path)) {
        let code = content.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let mut found = Found::default();
        let tokens = TokenStream::from_str(code).map_err(|error| anyhow!("{path} cannot be read as Rust: {error}"))?;
        found.look(tokens);
        let allowed = GEOMETRY.iter().find(|(listed, ..)| listed == path).map_or(0, |(_, count, _)| *count);
        if found.operators != allowed {
            let count = found.operators;
            complaints.push(format!(
                "{path}: {count} products and quotients where {allowed} are geometry; what belongs to the model is \
                 calculated in crates/, and what does not is listed in crates/xtask/src/tidy/web.rs"
            ));
        }
        complaints.extend(found.functions.iter().map(|name| format!("{path}: {name} is the model's business")));
        for (number, line) in code.lines().enumerate() {
            if line.contains("{:.") || line.contains(":.0}") || line.contains(":e}") {
                complaints.push(format!("{path}:{}: numbers are formatted in harm-view", number + 1));
            }
        }
    }
    Ok(complaints)
}

#[derive(Default)]
struct Found {
    operators: usize,
    functions: Vec<String>,
}

impl Found {
    fn look(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            match token {
                TokenTree::Group(group) => self.look(group.stream()),
                // A sign is an operator between two operands; elsewhere it is a reference, a path or a tag.
                TokenTree::Punct(sign) if matches!(sign.as_char(), '*' | '/' | '%') => {
                    // The second of `*=` is no operand, but the first is one all the same.
                    let after = tokens.get(at + 1);
                    let assigns = matches!(after, Some(TokenTree::Punct(sign)) if sign.as_char() == '=');
                    if before.is_some_and(is_operand) && (assigns || after.is_some_and(is_operand)) {
                        self.operators += 1;
                    }
                }
                TokenTree::Ident(name) if MATHEMATICS.contains(&name.to_string().as_str()) => {
                    self.functions.push(name.to_string());
                }
                _ => {}
            }
        }
    }
}

fn is_operand(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(_) => false,
        TokenTree::Ident(name) => !["return", "as", "in", "if", "match", "let", "mut"].contains(&&*name.to_string()),
        TokenTree::Group(_) | TokenTree::Literal(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(code: &str) -> (usize, usize) {
        let mut found = Found::default();
        found.look(TokenStream::from_str(code).unwrap());
        (found.operators, found.functions.len())
    }

    #[test]
    fn arithmetic_is_found_and_references_paths_and_tags_are_not() {
        assert_eq!(found("let r = p * m / 2.0; r *= 3.0;"), (3, 0));
        assert_eq!(found("html! { <p title={a}>{ (1.0 - p) * n }</p> }"), (1, 0));
        assert_eq!(found("1.0 - (1.0 - p).powf(m)"), (0, 1));
        assert_eq!(found("use a::*; let b = *c; let d = (*e, &*f); html! { <br /> <p>{ g }</p> }"), (0, 0));
    }

    #[test]
    fn a_list_of_geometry_has_to_be_true() {
        let files = Files::from([("web/src/events.rs".to_owned(), "//! None.".to_owned())]);
        assert_eq!(check(&files).unwrap().len(), 1);
    }
}

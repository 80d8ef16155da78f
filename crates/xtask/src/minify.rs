//! Removes from style and script what only their readers need: comments and space.
//!
//! It renames and rewrites nothing: compression gains most of what that would.

/// JavaScript without comments, and with space only where it separates. A script that cannot be read stays as it is.
pub(crate) fn js(source: &str) -> String {
    minifier::js::minify(source).map_or_else(|_| source.to_owned(), |script| script.to_string())
}

/// CSS without comments, and with space only where it can mean something. The crate for scripts takes too much from it: the
/// space around the + of a `calc()`.
pub(crate) fn css(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = &rest[rest[2..].find("*/").map_or(rest.len(), |at| at + 4)..];
            space = true;
            continue;
        }
        if next.is_ascii_whitespace() {
            rest = &rest[1..];
            space = true;
            continue;
        }
        if next == '}' && out.ends_with(';') {
            out.pop();
        }
        // Space before a colon makes a descendant selector, around + and - it makes arithmetic, and before a
        // parenthesis it tells "and (" from a function: there it stays.
        let between = out.ends_with(['{', '}', ';', ',', ':', '(']) || matches!(next, '{' | '}' | ';' | ',' | ')');
        if space && !out.is_empty() && !between {
            out.push(' ');
        }
        space = false;
        let length = if matches!(next, '"' | '\'') { quoted(rest, next) } else { next.len_utf8() };
        let (token, after) = rest.split_at(length);
        out += token;
        rest = after;
    }
    out
}

/// The length of the string that a text starts with, quotes and all.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        if !escaped && character == quote {
            return at + 1;
        }
        escaped = !escaped && character == '\\';
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn js_loses_comments_and_space() {
        let source = "/** Documentation */\nfunction f() {\n    // why\n    return  a / 2 + `${ b } //`; // half\n}\n";
        assert_eq!(js(source), "function f(){return a/2+`${ b } //`;}");
    }

    #[test]
    fn css_keeps_the_space_that_means_something() {
        let source = "/* head */\n:root { --a: calc(1px + 2px) ; }\na :hover , b:is(.c, .d) > e { color : red; }\n\
                      @media (width >= 40rem) and (hover) { f::before { content: \"  /* */ \" ; } }\n";
        assert_eq!(
            css(source),
            ":root{--a:calc(1px + 2px)}a :hover,b:is(.c,.d) > e{color :red}\
             @media (width >= 40rem) and (hover){f::before{content:\"  /* */ \"}}"
        );
    }
}

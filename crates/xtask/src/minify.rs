//! Removes from style and script what only their readers need: comments, indentation, and in style most other space.
//!
//! It renames and rewrites nothing: compression gains most of what that would.

/// JavaScript without comments, indentation and empty lines. Line breaks stay, since they can end a statement.
pub(crate) fn js(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                let end = rest[2..].find("*/").map_or(rest.len(), |at| at + 4);
                // A comment separates what stands around it: as a line break, if it has one.
                let lines = rest[..end].contains('\n');
                rest = &rest[end..];
                if !(out.is_empty() || out.ends_with(['\n', ' '])) {
                    out.push(if lines { '\n' } else { ' ' });
                }
                continue;
            }
            '"' | '\'' => quoted(rest, next),
            '`' => template(rest),
            '/' if value_may_follow(&out) => regular_expression(rest),
            '\n' | '\r' => {
                let kept = out.trim_end_matches([' ', '\t']).len();
                out.truncate(kept);
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                rest = rest.trim_start();
                continue;
            }
            _ => next.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        out += token;
        rest = after;
    }
    out
}

/// CSS without comments, and with space only where it can mean something.
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

/// The length of the template literal that a text starts with, including what is computed inside it.
fn template(text: &str) -> usize {
    let mut at = 1;
    while let Some(next) = text[at..].chars().next() {
        match next {
            '`' => return at + 1,
            '\\' => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            '$' if text[at..].starts_with("${") => at = computed(text, at + 2),
            _ => at += next.len_utf8(),
        }
    }
    text.len()
}

/// Where the expression ends that starts at `at` inside a template literal.
fn computed(text: &str, mut at: usize) -> usize {
    let mut depth = 1;
    while let Some(next) = text[at..].chars().next() {
        at += match next {
            '"' | '\'' => quoted(&text[at..], next),
            '`' => template(&text[at..]),
            _ => next.len_utf8(),
        };
        match next {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// The length of the regular expression that a text starts with.
fn regular_expression(text: &str) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '\n' => return at,
            _ if escaped => {}
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return at + 1,
            _ => {}
        }
        escaped = !escaped && character == '\\';
    }
    text.len()
}

/// Whether a slash after this code starts a regular expression rather than dividing.
fn value_may_follow(code: &str) -> bool {
    let code = code.trim_end();
    let word = code.len() - code.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '$').len();
    match &code[code.len() - word..] {
        "" => !code.ends_with([')', ']', '}', '"', '\'', '`']),
        word => matches!(word, "return" | "typeof" | "case" | "in" | "of" | "void" | "delete" | "throw" | "else"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn js_loses_comments_and_indentation_alone() {
        let source = "/** Documentation\n * of it */\nfunction f() {\n    // why\n    return  1 / 2; // half\n\n}\n";
        assert_eq!(js(source), "function f() {\nreturn  1 / 2;\n}\n");
    }

    #[test]
    fn js_keeps_what_only_looks_like_a_comment() {
        for source in [
            "a = \"http://x\";\n",
            "b = 'it\\'s // no comment';\n",
            "c = `two\n    lines // ${ d ? \"}\" : `/* ${e} */` }`;\n",
            "f = g.replace(/[/*]\\/\"'/g, '');\n",
            "h = (i) / j; /* k */\n",
        ] {
            let expected = source.replace("; /* k */", ";");
            assert_eq!(js(source), expected);
        }
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

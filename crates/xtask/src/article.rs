//! A document of the project as a page of the site, for readers who come from the calculator: METHODS.md as `methods/`.
//!
//! Its one script is the one that finds its folder. What the document says is its own business.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};

/// The text as HTML. Wide tables and blocks of code scroll by themselves, and can be reached by keyboard to do so; the
/// blocks of Rust, which are there to be run, are folded away under the figures that they prove.
pub(crate) fn body(markdown: &str) -> String {
    let mut out = String::new();
    let mut events = Vec::new();
    let mut tables = 0;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => {
                // Places that a screen reader lists have to be told apart.
                tables += 1;
                let opened = format!("<section class=\"scroll\" aria-label=\"Table {tables}\" tabindex=\"0\">");
                events.push(Event::Html(opened.into()));
                events.push(event);
            }
            Event::End(TagEnd::Table) => {
                events.push(event);
                events.push(Event::Html("</section>\n".into()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(ref language))) if &**language == "rust" => {
                events.push(Event::Html("<details class=\"proof\"><summary>The same in Rust</summary>\n".into()));
                events.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced("proof".into()))));
            }
            Event::Start(Tag::CodeBlock(_)) => events.push(event),
            Event::End(TagEnd::CodeBlock) => {
                let proof = events.iter().rev().find_map(|event| match event {
                    Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => Some(&**language == "proof"),
                    Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some(false),
                    _ => None,
                });
                events.push(event);
                if proof == Some(true) {
                    events.push(Event::Html("</details>\n".into()));
                }
            }
            event => events.push(event),
        }
    }
    html::push_html(&mut out, events.into_iter());
    // A block of code that is wider than the page is scrolled by keyboard too.
    out.trim().replace("<pre>", "<pre tabindex=\"0\">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_scroll_and_proofs_are_folded() {
        let markdown =
            "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```text\nR = 1\n```\n\n```rust\nassert!(true);\n```\n";
        let html = body(markdown);
        assert!(html.contains("tabindex=\"0\"><table>") && html.contains("</table>\n</section>"), "{html}");
        assert_eq!(html.matches("<details").count(), 1, "{html}");
        assert_eq!(html.matches("</details>").count(), 1, "{html}");
        assert!(html.find("R = 1") < html.find("<details"));
    }
}

//! The forms that a snippet has, and the platforms that each is for.

/// A form of snippet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The calculator in a frame of fixed height.
    Frame,
    /// The calculator in a frame that takes the height of its content, by a script.
    ResizingFrame,
    /// The calculator as an element of the page.
    Element,
    /// The calculator as one file to paste whole.
    Widget,
    /// A picture that links to the calculator.
    Image,
    /// A link in Markdown.
    Markdown,
    /// The address alone.
    Link,
}

impl Kind {
    /// All of them, from the one that shows most to the one that works everywhere.
    pub const ALL: [Self; 7] =
        [Self::Frame, Self::ResizingFrame, Self::Element, Self::Widget, Self::Image, Self::Markdown, Self::Link];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Frame => "iframe",
            Self::ResizingFrame => "iframe-resize",
            Self::Element => "element",
            Self::Widget => "widget",
            Self::Image => "image",
            Self::Markdown => "markdown",
            Self::Link => "link",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Frame => "Frame",
            Self::ResizingFrame => "Frame that fits its height",
            Self::Element => "Element",
            Self::Widget => "Widget in one file",
            Self::Image => "Linked picture",
            Self::Markdown => "Markdown link",
            Self::Link => "Link",
        }
    }

    /// The platforms that it is for.
    #[must_use]
    pub const fn platforms(self) -> &'static str {
        match self {
            Self::Frame => {
                "WordPress (Custom HTML block), Ghost (HTML card), Hugo, Jekyll, Astro, Quarto, your own page"
            }
            Self::ResizingFrame => "Ghost (HTML card), Hugo, Jekyll, Astro, Quarto, your own page",
            Self::Element => "Ghost (HTML card), Hugo, Jekyll, Astro, Quarto, your own page",
            Self::Widget => "LessWrong, Alignment Forum (custom widget)",
            Self::Image => "WordPress without frames, Substack, Medium, EA Forum, e-mail",
            Self::Markdown => "GitHub, Discourse, LessWrong and EA Forum in Markdown, any Markdown",
            Self::Link => "Notion, chats, e-mail, everything else",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_says_what_it_is_for() {
        for kind in Kind::ALL {
            assert!(!kind.name().is_empty() && !kind.label().is_empty() && !kind.platforms().is_empty());
        }
    }
}

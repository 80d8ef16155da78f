//! What a button does. It is written in the value of the button's element, and read from there at the border
//! ([`crate::events`]): a verb such as `pin`, a choice of the page as links have it, such as `lens=pause` or `show=table`,
//! or the query of some inputs, such as `population=8e9`.

use harm_wire::Question;

use super::Figure;

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// Something that needs no more words.
    Do(Verb),
    /// Opens or closes a question.
    Ask(Question),
    /// Shows another figure.
    Show(Figure),
    /// Sets the inputs of this query.
    Set(String),
    /// Begins anew with this query: the element around the calculator has set another scenario.
    Begin(String),
}

/// Builds the enum of verbs and their names from the same rows.
macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident $name:literal)*) => {
        /// What a button does by itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Verb {
            $($(#[$doc])* $verb,)*
        }

        impl Verb {
            /// All of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$verb),*];

            /// Its name in the value of a button.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$verb => $name,)*
                }
            }
        }
    };
}

verbs! {
    /// Goes back to what the page began with.
    Reset "reset"
    /// Puts the warnings away, which the reader has seen.
    Dismiss "dismiss"
    /// Puts the scenario aside, to be compared with the next one.
    Pin "pin"
    /// Drops the scenario that was put aside.
    Unpin "unpin"
    /// Shows or hides the inputs that few change.
    More "more"
    /// Asks for the countries.
    Countries "countries"
    /// Shows or hides the risks that others have stated.
    Others "others"
    /// Gives the scale-up as a range of compute.
    Range "range"
    /// Gives the scale-up as steps.
    Steps "steps"
}

impl Press {
    /// Reads the value of a button; `None` when it is of no button of the page.
    #[must_use]
    pub fn read(value: &str) -> Option<Self> {
        if let Some(query) = value.strip_prefix("begin:") {
            return Some(Self::Begin(String::from(query)));
        }
        let Some((name, text)) = value.split_once('=') else {
            return Verb::ALL.into_iter().find(|verb| verb.name() == value).map(Self::Do);
        };
        match name {
            "lens" => Question::from_name(text).map(Self::Ask),
            "show" => Figure::from_name(text).map(Self::Show),
            _ => Some(Self::Set(String::from(value))),
        }
    }

    /// The value of the button that opens a question.
    #[must_use]
    pub fn ask(question: Question) -> String {
        ["lens=", question.name()].concat()
    }

    /// The value of the button that shows a figure.
    #[must_use]
    pub fn show(figure: Figure) -> String {
        ["show=", figure.name()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_button_is_read_back_and_nothing_else_is() {
        for verb in Verb::ALL {
            assert_eq!(Press::read(verb.name()), Some(Press::Do(verb)));
        }
        for question in Question::ALL {
            assert_eq!(Press::read(&Press::ask(question)), Some(Press::Ask(question)));
        }
        for figure in Figure::ALL {
            assert_eq!(Press::read(&Press::show(figure)), Some(Press::Show(figure)));
        }
        for set in ["population=8e9", "scale-up=100", "belief=beta&risk=0.02"] {
            assert_eq!(Press::read(set), Some(Press::Set(String::from(set))));
        }
        assert_eq!(Press::read("begin:"), Some(Press::Begin(String::new())));
        for nothing in ["", "moon", "pause", "table", "lens=moon", "show=", "lens="] {
            assert_eq!(Press::read(nothing), None, "{nothing}");
        }
    }
}

//! What an embed shows, and whether its readers may change it: the options `inputs`, `lens`, `lock` and `theme`.
//!
//! What lives here: reading them from the pairs of a link, of an element's attributes or of the widget's JSON, with a
//! sentence about whatever cannot be used. What does not: writing them ([`crate::snippet`]), and heeding them, which is
//! the page's business.

use alloc::string::String;
use alloc::vec::Vec;

use harm_wire::belief::states_risk;
use harm_wire::edit::Control;
use harm_wire::{Key, Question, nearest, push_all, shortened, unknown_input};

use crate::snippet::Theme;

/// What stands in a list of names for none of them.
pub const NONE: &str = "none";

/// How an embed looks and what may be changed in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Embed {
    /// Its colours.
    pub theme: Theme,
    /// The controls to show, in any order; `None` for those that it shows by itself.
    pub inputs: Option<Vec<Control>>,
    /// The questions to show; by itself it shows none.
    pub questions: Vec<Question>,
    /// Whether the author's numbers stay as they are.
    pub lock: bool,
}

impl Embed {
    /// Reads the options among the pairs of a page's own, and says what is wrong with them in whole sentences. Whatever
    /// cannot be used is left out.
    ///
    /// Names are joined by `_`, as links have them; commas and spaces, as people write them in attributes, separate too.
    #[must_use]
    pub fn read(view: &[(String, String)]) -> (Self, Vec<String>) {
        let (mut embed, mut remarks) = (Self::default(), Vec::new());
        for (name, text) in view {
            match &**name {
                "theme" => match Theme::ALL.into_iter().find(|theme| theme.name() == text) {
                    Some(theme) => embed.theme = theme,
                    None => remarks.push(refused("theme must be auto, light or dark", text)),
                },
                "inputs" => {
                    let unknown = |name: &str| unknown_input(name);
                    embed.inputs = Some(listed(text, Control::from_name, unknown, "inputs: ", &mut remarks));
                }
                "lens" => embed.questions = listed(text, Question::from_name, unknown_question, "lens: ", &mut remarks),
                // An attribute may be there without a value.
                "lock" => match &**text {
                    "1" | "true" | "" => embed.lock = true,
                    "0" | "false" => {}
                    _ => remarks.push(refused("lock must be 1 or 0", text)),
                },
                _ => {}
            }
        }
        (embed, remarks)
    }

    /// Whether a control is to be shown. A risk that is uncertain has others in place of `risk`, and `risk` names them too.
    #[must_use]
    pub fn shows(&self, control: Control) -> bool {
        let Some(inputs) = &self.inputs else { return true };
        let of_the_risk = matches!(control, Control::Field(key) if states_risk(key));
        inputs.contains(&control) || of_the_risk && inputs.contains(&Control::Field(Key::Risk))
    }
}

/// The things of a list of names, each once.
fn listed<T: PartialEq>(
    text: &str,
    read: fn(&str) -> Option<T>,
    unknown: fn(&str) -> String,
    option: &str,
    remarks: &mut Vec<String>,
) -> Vec<T> {
    let mut all = Vec::new();
    for name in text.split(['_', ',', ' ']).filter(|name| !name.is_empty() && *name != NONE) {
        match read(name) {
            Some(thing) if all.contains(&thing) => {}
            Some(thing) => all.push(thing),
            None => {
                let mut remark = String::from(option);
                push_all(&mut remark, &[&unknown(name)]);
                if !remark.ends_with('?') {
                    remark.push('.');
                }
                remarks.push(remark);
            }
        }
    }
    all
}

/// `"paus" is not a question; did you mean pause?`
fn unknown_question(name: &str) -> String {
    let mut message = String::from("\"");
    push_all(&mut message, &[&shortened(name, 40), "\" is not a question"]);
    if let Some(meant) = nearest(name, Question::ALL.into_iter().map(Question::name)) {
        push_all(&mut message, &["; did you mean ", meant, "?"]);
    }
    message
}

/// `lock must be 1 or 0, but got "yes". It is left out.`
fn refused(allowed: &str, text: &str) -> String {
    let mut remark = String::from(allowed);
    push_all(&mut remark, &[", but got \"", &shortened(text, 40), "\". It is left out."]);
    remark
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use harm_wire::query;

    fn read(query: &str) -> (Embed, Vec<String>) {
        Embed::read(&query::parse(query).view)
    }

    #[test]
    fn names_are_read_in_any_of_the_ways_in_which_people_join_them() {
        for text in ["risk_scale-up", "risk,scale-up", "risk%2C%20scale-up", "_risk__scale-up_risk"] {
            let (embed, remarks) = read(&["inputs=", text, "&lens=pause_scale-limit&lock=1&theme=dark"].concat());
            assert_eq!(embed.inputs, Some([Control::Field(Key::Risk), Control::ScaleUp].into()), "{text}");
            assert_eq!(embed.questions, [Question::Pause, Question::ScaleLimit]);
            assert!(embed.lock && embed.theme == Theme::Dark && remarks.is_empty(), "{remarks:?}");
        }
    }

    #[test]
    fn none_is_less_than_an_own_choice() {
        let (nothing, remarks) = read("inputs=none&lens=none&lock=0");
        assert_eq!(nothing, Embed { inputs: Some(Vec::new()), ..Embed::default() });
        assert_eq!(remarks, [""; 0]);
        assert!(!nothing.shows(Control::ScaleUp) && Embed::default().shows(Control::ScaleUp));
    }

    #[test]
    fn the_risk_is_shown_in_whatever_form_it_is_stated() {
        let (embed, _) = read("inputs=risk");
        for (key, shown) in [(Key::Risk, true), (Key::Low, true), (Key::Panel, true), (Key::Population, false)] {
            assert_eq!(embed.shows(Control::Field(key)), shown, "{key:?}");
        }
        let (embed, _) = read("inputs=low");
        assert!(embed.shows(Control::Field(Key::Low)) && !embed.shows(Control::Field(Key::High)));
    }

    #[test]
    fn what_cannot_be_used_is_left_out_and_remarked_on() {
        let (embed, remarks) = read("inputs=riks_population&lens=paus_moon&lock=maybe&theme=blue");
        assert_eq!(embed.inputs, Some([Control::Field(Key::Population)].into()));
        assert!(embed.questions.is_empty() && !embed.lock && embed.theme == Theme::Auto);
        let expected = [
            "inputs: \"riks\" is not an input; did you mean risk?",
            "lens: \"paus\" is not a question; did you mean pause?",
            "lens: \"moon\" is not a question.",
            "lock must be 1 or 0, but got \"maybe\". It is left out.",
            "theme must be auto, light or dark, but got \"blue\". It is left out.",
        ];
        assert_eq!(remarks, expected.map(|remark| remark.to_string()));
    }

    #[test]
    fn an_attribute_without_a_value_locks() {
        let parsed = harm_wire::attributes::parse([("lock", ""), ("risk", "2%")]);
        assert!(Embed::read(&parsed.view).0.lock && parsed.warnings.is_empty());
    }
}

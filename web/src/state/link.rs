//! The state that a link brings, and the link of a state.

use std::rc::Rc;

use harm_core::{Assessment, assess};
use harm_share::embed::Embed;
use harm_view::number::people;
use harm_wire::{Question, permalink, query};

use super::{Countries, Figure, Pinned, State, Trace, curve_to, results};

/// Said in the frame that another site makes of a pasted link: it asks for a frame by the page's address alone.
const PASTED: &str = "This frame was made from a link, and the numbers of the link did not reach it: these are the default \
                      ones. A page under a name, or the code of a frame, brings its own.";

impl State {
    /// The state of the page at a query: that of its address.
    #[must_use]
    pub fn of_query(text: &str) -> Self {
        Self::new(text, false)
    }

    /// The state of the page or of an embed at a query.
    #[must_use]
    pub fn new(text: &str, embedded: bool) -> Self {
        let parsed = query::parse(text);
        let view = |name: &str| parsed.view.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        let figure = Figure::from_name(view("show")).unwrap_or_default();
        let shown = |name: &str| view("view").split('_').any(|shown| shown == name);
        let (embed, remarks) = Embed::read(&parsed.view);
        // On the page it is the open questions that are named, in an embed those that are there.
        let named = |question: &Question| !embedded && embed.questions.contains(question);
        let open = Question::ALL.into_iter().filter(named).collect();
        let request = Rc::new(parsed.request);
        let (assessment, curve) = results(&request);
        // A permalink says what it showed when it was made.
        let outdated = permalink::check(&parsed.view, assessment.expected_deaths, people);
        let pin = view("pin");
        let pinned = (!pin.is_empty()).then(|| Pinned::of(pin, &assessment));
        Self {
            base: Rc::clone(&request),
            before: Rc::clone(&request),
            original: Rc::clone(&request),
            request,
            assessment,
            curve,
            drafts: Vec::new(),
            warnings: parsed
                .warnings
                .into_iter()
                .map(|warning| warning.message)
                .chain(remarks)
                .chain(shown("pasted").then(|| String::from(PASTED)))
                .chain(outdated)
                .collect(),
            figure,
            more: shown("more"),
            others: shown("others"),
            countries: Countries::Unasked,
            open,
            embed: embedded.then_some(embed),
            pinned,
            reading: None,
            trace: Trace::Kept,
            entry: 1,
            gesture: None,
            focused: None,
            typing: false,
            sliding: false,
        }
    }

    /// The query of this state, without the question mark; empty for the default.
    #[must_use]
    pub fn query(&self) -> String {
        let mut out = query::write(&self.request);
        if self.figure != Figure::default() {
            query::append(&mut out, "show", self.figure.name());
        }
        if !self.open.is_empty() {
            let names: Vec<_> = self.open.iter().map(|question| question.name()).collect();
            query::append(&mut out, "lens", &names.join("_"));
        }
        let shown: Vec<_> =
            [("more", self.more), ("others", self.others)].into_iter().filter(|(_, shown)| *shown).collect();
        if !shown.is_empty() {
            let names: Vec<_> = shown.into_iter().map(|(name, _)| name).collect();
            query::append(&mut out, "view", &names.join("_"));
        }
        if let Some(pinned) = &self.pinned {
            query::append(&mut out, "pin", &query::folded(&pinned.request));
        }
        out
    }
}

impl Pinned {
    /// The scenario of a folded query, beside an assessment; what cannot be used is left at its default.
    fn of(folded: &str, beside: &Assessment) -> Self {
        let request = query::unfolded(folded);
        let curve = curve_to(&request, beside);
        Self { assessment: assess(&request.scenario), request: Rc::new(request), curve }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_of_a_pasted_link_says_that_its_numbers_are_the_default() {
        let frame = State::new("v=1&view=pasted", true);
        assert!(frame.warnings.len() == 1 && frame.warnings[0].contains("default"), "{:?}", frame.warnings);
        assert_eq!(frame.query(), "", "the full calculator does not say it");
        assert_eq!(State::new("v=1", true).warnings.len(), 0);
    }

    #[test]
    fn an_embed_shows_what_it_is_told_and_the_page_everything() {
        let options = "inputs=risk&lens=pause_belief&lock=1";
        let embed = State::new(options, true);
        assert!(embed.asked().eq([Question::Belief, Question::Pause]));
        assert_eq!((embed.locked(), embed.open.len(), embed.warnings.len()), (true, 0, 0));
        assert_eq!(embed.query(), "", "what the author has chosen for the embed does not follow to the page");
        let page = State::of_query(options);
        assert!(page.asked().eq(Question::ALL) && !page.locked());
        assert_eq!(page.open, [Question::Belief, Question::Pause]);
        assert_eq!(State::new("", true).asked().count(), 0, "by itself an embed asks nothing");
    }

    #[test]
    fn an_embed_says_which_of_its_options_mean_nothing() {
        let state = State::new("inputs=riks&lens=moon&theme=blue&lock=perhaps", true);
        assert_eq!(state.warnings.len(), 4, "{:?}", state.warnings);
    }
}

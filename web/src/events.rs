//! From events of the document to actions.
//!
//! One listener of each kind at the root hears the whole page, and elements say in attributes what they are for: a field
//! and a slider carry the name of their control, a button its action as its value. An element then costs no closure,
//! which keeps the WebAssembly small and a redraw quick.

use harm_link::edit::Control;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, PointerEvent};

use crate::state::Action;

/// The element that an event began at, or the nearest one around it that fits.
fn target(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// A control's element: an input, or a select, which has the same properties.
fn control(event: &Event) -> Option<(Control, HtmlInputElement)> {
    let element: HtmlInputElement = target(event, "input, select")?.unchecked_into();
    // A field is called after its control; its slider, whose id is another, has it as its name.
    let control = Control::from_name(&element.name()).or_else(|| Control::from_name(&element.id()))?;
    Some((control, element))
}

/// The name of the slider that lies over the plot of the chart.
pub const READING: &str = "reading";

/// The slider over the plot, if an event is about it.
fn reader(event: &Event) -> Option<HtmlInputElement> {
    target(event, "input[name=reading]").map(Element::unchecked_into)
}

/// The pointer passes over the plot: the reader looks at the point below it.
pub fn point(event: &PointerEvent) -> Option<Action> {
    let plot = reader(event)?;
    let bounds = plot.get_bounding_client_rect();
    // A whole number: reading doubles is left to the browser, and is not needed for this.
    let last = f64::from(plot.max().parse::<u16>().ok()?);
    let at = (f64::from(event.client_x()) - bounds.left()) / bounds.width() * last;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates at both ends of the curve")]
    Some(Action::Read(Some(at.max(0.0).min(last).round() as usize)))
}

/// The pointer leaves the plot.
pub fn unpoint(event: &Event) -> Option<Action> {
    reader(event).map(|_| Action::Read(None))
}

/// A slider moved, or a field's text changed.
pub fn input(event: &Event) -> Option<Action> {
    if let Some(plot) = reader(event) {
        return plot.value().parse().ok().map(|at| Action::Read(Some(at)));
    }
    let (control, element) = control(event)?;
    let text = element.value();
    // A choice from a list is made at once, as that of a button.
    if element.tag_name() == "SELECT" {
        return Some(Action::Press([control.name(), "=", &text].concat()));
    }
    if element.type_() == "range" {
        text.parse().ok().map(|at| Action::Slide(control, at))
    } else {
        Some(Action::Type(control, text))
    }
}

/// A field was left.
pub fn leave(event: &Event) -> Option<Action> {
    if event.type_() == "focusout" && reader(event).is_some() {
        return Some(Action::Read(None));
    }
    control(event).map(|(control, _)| Action::Leave(control))
}

/// Enter accepts a field's text, Escape takes it back.
pub fn key(event: &KeyboardEvent) -> Option<Action> {
    let (control, element) = control(event)?;
    // A slider's keys are the browser's.
    if element.type_() == "range" {
        return None;
    }
    match event.key().as_str() {
        "Enter" => Some(Action::Leave(control)),
        "Escape" => Some(Action::Forget(control)),
        _ => None,
    }
}

/// A button was pressed, or the head of a section, which the state opens and closes. Others are the browser's business,
/// or that of the scripts beside the page.
pub fn click(event: &Event) -> Option<Action> {
    let element = target(event, "button, summary")?;
    let value = element.get_attribute("value").or_else(|| element.get_attribute("data-value"))?;
    if element.tag_name() == "SUMMARY" {
        event.prevent_default();
    }
    Some(Action::Press(value))
}

//! From events of the document to actions.
//!
//! One listener of each kind at the root hears the whole page, and elements say in attributes what they are for: a field
//! and a slider carry the name of their control, a button its action as its value. An element then costs no closure,
//! which keeps the WebAssembly small and a redraw quick.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use gloo::timers::callback::Timeout;
use harm_wire::edit::Control;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, PointerEvent};

use crate::state::{Action, Press, State};

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

fn is_slider(element: &HtmlInputElement) -> bool {
    element.type_() == "range"
}

fn is_field(element: &HtmlInputElement) -> bool {
    element.type_() == "text"
}

/// The name of the slider that lies over the plot of the chart.
pub const READING: &str = "reading";

/// The slider over the plot, if an event is about it.
fn reader(event: &Event) -> Option<HtmlInputElement> {
    target(event, "input[name=reading]").map(Element::unchecked_into)
}

/// The pointer passes over the plot: the reader looks at the point below it.
#[expect(clippy::float_arithmetic, reason = "which point of the chart is below the pointer")]
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

/// A slider moved, a field's text changed, or a choice was made from a list.
pub fn input(event: &Event) -> Option<Action> {
    if let Some(plot) = reader(event) {
        return plot.value().parse().ok().map(|at| Action::Read(Some(at)));
    }
    let (control, element) = control(event)?;
    let text = element.value();
    if is_slider(&element) {
        text.parse().ok().map(|at| Action::Slide(control, at))
    } else if is_field(&element) {
        SELECTS.store(false, Relaxed);
        Some(Action::Type(control, text))
    } else if text.is_empty() {
        // The list's own name is no choice: it goes back to what is set.
        element.set_value(&element.get_attribute("data-set").unwrap_or_default());
        None
    } else {
        Some(Action::Choose(control, text))
    }
}

/// Whether the present click gives a field the focus.
static ENTERS: AtomicBool = AtomicBool::new(false);

/// The pointer goes down: what is done next with a slider or a list is a change of its own.
pub fn press(event: &Event) -> Option<Action> {
    let (_, element) = control(event)?;
    ENTERS.store(is_field(&element) && element.matches(":focus").is_ok_and(|has| !has), Relaxed);
    (!is_field(&element)).then_some(Action::Grip)
}

/// The browser takes the pointer to scroll the page.
pub fn cancel(event: &Event) -> Option<Action> {
    let (control, element) = control(event)?;
    is_slider(&element).then_some(Action::Scroll(control))
}

/// Whether a field is about to have its text selected.
static SELECTS: AtomicBool = AtomicBool::new(false);

/// Selects a field's text once the field shows all its digits, so that the next key replaces it. A key that comes first
/// has replaced it already, and its own text must stay.
fn select(element: HtmlInputElement) {
    SELECTS.store(true, Relaxed);
    let select = move || {
        if SELECTS.swap(false, Relaxed) {
            element.select();
        }
    };
    Timeout::new(0, select).forget();
}

/// A field got the focus.
pub fn enter(event: &Event) -> Option<Action> {
    let (control, element) = control(event)?;
    is_field(&element).then(|| {
        select(element);
        Action::Focus(control)
    })
}

/// A field's text was accepted, or a control left.
pub fn leave(event: &Event) -> Option<Action> {
    let left = event.type_() == "focusout";
    if left && reader(event).is_some() {
        return Some(Action::Read(None));
    }
    let (_, element) = control(event)?;
    match left {
        true => Some(Action::Leave),
        false => is_field(&element).then_some(Action::Accept),
    }
}

/// Enter accepts a field's text, Escape takes it back, and Control or Command with Z takes back the last change. A text
/// that is being typed is the browser's to take back, and its composition belongs to the input method.
pub fn key(event: &KeyboardEvent, state: &State) -> Option<Action> {
    const COMPOSING: u32 = 229;
    if event.is_composing() || event.key_code() == COMPOSING {
        return None;
    }
    let field = control(event).filter(|(_, element)| is_field(element));
    match event.key().as_str() {
        "z" if (event.ctrl_key() || event.meta_key()) && !event.shift_key() && !event.alt_key() => {
            let ours = match &field {
                Some((control, _)) => state.draft(*control).is_none(),
                None => target(event, "textarea, [type=text]").is_none(),
            };
            ours.then(|| {
                event.prevent_default();
                Action::Undo
            })
        }
        "Enter" => field.map(|_| Action::Accept),
        "Escape" => field.map(|(control, element)| {
            select(element);
            Action::Forget(control)
        }),
        _ => None,
    }
}

/// A button was pressed, or the head of a section, which the state opens and closes. Others are the browser's business,
/// or that of the scripts beside the page. The click that gives a field the focus selects what it holds, unless it has
/// selected a part.
pub fn click(event: &Event) -> Option<Action> {
    if let Some((_, element)) = control(event)
        && ENTERS.swap(false, Relaxed)
        && element.selection_start() == element.selection_end()
    {
        element.select();
    }
    let element = target(event, "button, summary")?;
    let value = element.get_attribute("value").or_else(|| element.get_attribute("data-value"))?;
    if element.tag_name() == "SUMMARY" {
        event.prevent_default();
    }
    // A button that has nothing to do stays where it is, and so does the focus.
    if element.get_attribute("aria-disabled").is_some() {
        return None;
    }
    Press::read(&value).map(Action::Press)
}

//! The width of an element, so that a drawing is laid out for it instead of being shrunk with its text.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::{NodeRef, hook, use_effect_with, use_state_eq};

/// The width of the element in whole pixels; `before` until it has been measured.
#[hook]
pub fn use_width(node: &NodeRef, before: f64) -> f64 {
    let width = use_state_eq(|| before);
    let set = width.setter();
    use_effect_with(node.clone(), move |node| {
        let element = node.cast::<Element>();
        let watched = element.clone();
        let measure = move || {
            if let Some(element) = &watched {
                let width = element.client_width();
                // Hidden, it has none; what was drawn last then stays right.
                if width > 0 {
                    set.set(f64::from(width));
                }
            }
        };
        // At once, so that nothing is ever painted for another width.
        measure();
        // What is drawn for a new width has another height too. Within the notification, that would be a change which
        // the observer cannot deliver any more, and an error in the window.
        let notified = Closure::<dyn FnMut()>::new(move || {
            Timeout::new(0, measure.clone()).forget();
        });
        let observer = ResizeObserver::new(notified.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(notified);
        }
    });
    *width
}

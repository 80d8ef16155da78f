//! The inputs that few readers change: the form of the scale-up, the reference factor, the trend, the growth.

use std::rc::Rc;

use harm_core::ScaleUp;
use harm_link::edit::Control;
use harm_link::{Key, Request};
use harm_view::field;
use yew::{AttrValue, Callback, Html, Properties, component, html};

use crate::components::chip::Chip;
use crate::components::number_field::NumberField;
use crate::state::Action;

/// The inputs under "more".
#[derive(Properties, PartialEq)]
pub struct MoreProps {
    /// Their values.
    pub request: Rc<Request>,
    /// To change them.
    pub act: Callback<Action>,
}

/// The disclosure with its fields.
#[component]
pub fn More(props: &MoreProps) -> Html {
    let MoreProps { request, act } = props;
    let ranged = matches!(request.scenario.scale_up, ScaleUp::Range(_));
    let form = |range: bool, label: &'static str| {
        html! { <Chip {label} pressed={ranged == range} on_choose={act.reform(move |()| Action::GiveRange(range))} /> }
    };
    let row = |key: Key| {
        let field = key.field();
        let check = {
            let request = Rc::clone(request);
            Callback::from(move |value| request.with(Control::Field(key), value).err().map(|error| error.message))
        };
        html! {
            <div class="small">
                <div class="row">
                    <label for={field.name}>{ field.label }</label>
                    <NumberField
                        id={field.name}
                        field={Control::Field(key)}
                        text={AttrValue::from(field::text(key, &request.value(key)))}
                        described_by={format!("{}-note", field.name)}
                        on_value={act.reform(move |value| Action::Set(Control::Field(key), value))}
                        {check}
                    />
                </div>
                <p class="note" id={format!("{}-note", field.name)}>{ field.help }</p>
            </div>
        }
    };
    html! {
        <details class="more">
            <summary>{ "More: steps, trend, growth" }</summary>
            <div class="chips" role="group" aria-label="Form of the scale-up">
                { form(false, "in steps") }
                { form(true, "from–to in FLOP") }
            </div>
            if ranged {
                { row(Key::From) }
                { row(Key::To) }
            } else {
                { row(Key::Step) }
                { row(Key::Steps) }
            }
            { row(Key::Per) }
            { row(Key::Trend) }
            { row(Key::Growth) }
        </details>
    }
}

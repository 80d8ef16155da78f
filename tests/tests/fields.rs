//! The fields and sliders of the page under a reader's hands: what a press selects, where the focus goes, what is read aloud.

use acceptance::{Page, Result, key};
use serde_json::json;

/// The text that is selected in the field that has the focus.
const SELECTED: &str = "const { value, selectionStart, selectionEnd } = document.activeElement;
    return value.slice(selectionStart, selectionEnd)";

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn what_is_typed_into_a_field_replaces_its_value() -> Result<()> {
    let page = Page::open("?risk=0.05")?;
    page.click("#risk")?;
    assert_eq!(page.run(SELECTED, &[])?, json!("5%"));
    page.click("#risk")?;
    assert_eq!(page.run(SELECTED, &[])?, json!(""), "a second click places the caret");
    page.click("#fatality")?;
    page.click("label[for=risk]")?;
    assert_eq!(page.run(SELECTED, &[])?, json!("5%"), "its label enters it as well");
    page.keys("1%")?;
    page.wait_until("the text is replaced", || Ok(page.value("#risk")? == "1%"))?;
    page.press("#risk-slider", key::TAB)?;
    page.press("#fatality-slider", key::LEFT)?;
    page.chord(key::SHIFT, key::TAB)?;
    let value =
        page.value(&format!("#{}", page.run("return document.activeElement.id", &[])?.as_str().unwrap_or("")))?;
    assert_eq!(page.run(SELECTED, &[])?, json!(value), "the Tab key enters a field so too");
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn a_button_that_disappears_hands_on_the_focus() -> Result<()> {
    const HAS_FOCUS: &str = "return document.activeElement !== document.body";
    for (query, button) in [
        ("?pin=default&risk=0.02", "button[value=unpin]"),
        ("?risk=many", "button[value=dismiss]"),
        ("", "button[value=reset]:not([aria-disabled])"),
    ] {
        let page = Page::open(query)?;
        page.press("#risk-slider", key::RIGHT)?;
        page.press(button, key::ENTER)?;
        page.wait_until(&format!("{button} is of no more use"), || Ok(page.count(button)? == 0))?;
        page.wait_until(&format!("{button} hands on the focus"), || Ok(page.run(HAS_FOCUS, &[])? == json!(true)))?;
    }
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn an_error_is_read_aloud_and_its_suggestion_is_a_button() -> Result<()> {
    let page = Page::open("")?;
    page.type_into("#risk", "5")?;
    page.wait_for_text("#risk-note[role=alert]", "Risk per 10× must be between 0 and 1, but got 5")?;
    assert_eq!(page.attribute("#risk", "aria-invalid")?.as_deref(), Some("true"));
    page.press("#risk-note button", key::ENTER)?;
    page.wait_until("the suggestion is taken", || Ok(page.text("h1 .number")? == "400 million"))?;
    assert_eq!(page.focused()?, "input#risk", "the button is gone, and the field has the focus");
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn a_swipe_that_begins_on_a_slider_gives_the_value_back() -> Result<()> {
    let page = Page::open("?risk=0.012345")?;
    let before = page.value("#risk")?;
    // As the browser tells it in each engine: the press, the value below the finger, and that it was a scroll.
    page.run(
        "const slider = document.getElementById('risk-slider');
        const tell = (event) => slider.dispatchEvent(event);
        tell(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
        slider.value = 3;
        tell(new InputEvent('input', { bubbles: true }));",
        &[],
    )?;
    page.wait_until("the value is another", || Ok(page.value("#risk")? != before))?;
    page.run(
        "document.getElementById('risk-slider').dispatchEvent(new PointerEvent('pointercancel', { bubbles: true }))",
        &[],
    )?;
    page.wait_until("the value is back", || Ok(page.value("#risk")? == before))?;
    page.wait_until("and exactly so in the address", || Ok(page.address()?.contains("risk=0.012345")))
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn the_escape_of_an_input_method_keeps_the_draft() -> Result<()> {
    const ESCAPE: &str = "document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing: arguments[0] }))";
    let page = Page::open("")?;
    page.type_into("#risk", "many")?;
    page.run(ESCAPE, &[json!(true)])?;
    page.wait_until_painted()?;
    assert_eq!(page.value("#risk")?, "many");
    page.run(ESCAPE, &[json!(false)])?;
    page.wait_until("the draft is gone", || Ok(page.value("#risk")? == "1%"))
}

//! Fields, sliders and lists under a reader's hands: what is selected, said, taken back, and where the focus goes.

use acceptance::{Page, Result, key};
use anyhow::ensure;
use serde_json::{Value, json};

acceptance::tests! {
    InEveryBrowser => [
        the_list_shows_the_country_whose_population_is_set,
        a_thumb_never_shows_what_is_not_set,
        who_comes_into_a_field_has_its_value_selected,
        a_key_that_comes_with_the_focus_keeps_its_text,
        a_value_fits_into_its_field_and_keeps_its_unit,
        an_error_is_an_alert_with_a_button_for_what_may_have_been_meant,
        an_empty_field_means_no_value_where_there_may_be_none,
        no_button_takes_the_focus_with_it,
        escape_within_a_composition_belongs_to_the_input_method,
        changes_are_taken_back_one_by_one,
        what_is_passed_through_while_typing_is_not_shown,
        a_swipe_that_scrolls_the_page_moves_no_slider,
    ],
    Except(&[Firefox, WebKit], "no other driver has fingers that scroll") => [
        a_finger_that_scrolls_the_page_moves_no_slider,
    ],
}

fn has(page: &Page, css: &str, value: &str) -> Result<()> {
    page.wait_until(&format!("{css} has {value}"), || Ok(page.value(css)? == value))
}

fn entries(page: &Page) -> Result<Value> {
    page.run("return history.length", &[])
}

fn the_list_shows_the_country_whose_population_is_set() -> Result<()> {
    let page = Page::open("")?;
    page.press("button[value='countries']", key::ENTER)?;
    page.wait_until("the list is there", || Ok(page.count("select[name=population] option")? == 237))?;
    page.wait_until("the focus goes to the list", || Ok(page.focused()? == "select"))?;
    let list = "select[name=population]";
    let shown =
        || page.run("const { selectedOptions: [one] } = document.querySelector('select'); return one.text", &[]);
    let shows = |name: &str| page.wait_until(&format!("the list shows {name}"), || Ok(shown()? == json!(name)));
    shows("a country…")?;
    let before = entries(&page)?.as_u64();
    page.press(list, "Germ")?;
    page.wait_for_number("836,000")?;
    shows("Germany")?;
    has(&page, "#population", "83.6 million")?;
    page.keys(key::DOWN)?;
    page.keys(key::DOWN)?;
    page.keys(key::UP)?;
    page.keys(key::UP)?;
    shows("Germany")?;
    page.wait_until("the address has it", || Ok(page.address()?.ends_with("?v=1&population=83644258")))?;
    assert_eq!(entries(&page)?.as_u64(), before.map(|before| before + 1), "one entry, however many keys");
    // Its own name is no choice.
    page.run("const list = document.querySelector('select'); list.value = ''; list.dispatchEvent(new Event('input', { bubbles: true }))", &[])?;
    shows("Germany")?;
    page.press("#population-slider", key::RIGHT)?;
    shows("a country…")?;
    page.type_into("#population", "83644258")?;
    page.keys(key::TAB)?;
    shows("Germany")?;
    page.click("button[value='population=8e9']")?;
    shows("a country…")
}

fn a_thumb_never_shows_what_is_not_set() -> Result<()> {
    let page = Page::open("?belief=log-uniform&low=0.001&high=0.05")?;
    for (slider, field, end, other, stays) in
        [("#low-slider", "#low", key::END, "#high", "5%"), ("#high-slider", "#high", key::HOME, "#low", "")]
    {
        page.press(slider, end)?;
        page.press(slider, end)?;
        page.wait_until("the thumb is where the value is", || {
            let words = page.attribute(slider, "aria-valuetext")?.unwrap_or_default();
            let at = |css: &str| -> Result<f64> { Ok(page.value(css)?.parse()?) };
            let (low, high) = (at("#low-slider")?, at("#high-slider")?);
            Ok(words == page.value(field)? && low <= high && high - low <= 1.0)
        })?;
        ensure!(stays.is_empty() || page.value(other)? == stays, "the other bound stays");
    }
    Ok(())
}

fn who_comes_into_a_field_has_its_value_selected() -> Result<()> {
    let page = Page::open("?population=8300678396&from=2.1e25&to=2e29")?;
    for (css, short, exact) in
        [("#population", "8.3 billion", "8.300678396 billion"), ("#scale-up", "9520×", "9523.809523809523×")]
    {
        let selected = || {
            page.run("const { value, selectionStart, selectionEnd } = document.activeElement; return value.slice(selectionStart, selectionEnd)", &[])
        };
        assert_eq!(page.value(css)?, short);
        page.click(css)?;
        page.wait_until("a click selects all digits", || Ok(selected()? == json!(exact)))?;
        page.click(css)?;
        page.wait_until("a second one places the caret", || Ok(selected()? == json!("")))?;
        page.keys(key::TAB)?;
        has(&page, css, short)?;
        page.chord(key::SHIFT, key::TAB)?;
        page.wait_until("so does the Tab key", || Ok(selected()? == json!(exact)))?;
        page.keys(" ")?;
        page.keys(key::TAB)?;
    }
    page.click("#risk")?;
    page.keys("5%")?;
    assert_eq!(page.value("#risk")?, "5%");
    page.keys(key::TAB)?;
    page.click("#risk")?;
    page.keys("x")?;
    page.keys(key::ESCAPE)?;
    page.wait_until("what Escape brings back is selected", || {
        Ok(page.run("const { value, selectionStart: from, selectionEnd: to } = document.activeElement; return [value, from, to]", &[])? == json!(["5%", 0, 2]))
    })
}

fn a_key_that_comes_with_the_focus_keeps_its_text() -> Result<()> {
    let page = Page::open("")?;
    // The first character arrives before the page has had time to select anything.
    page.run(
        "const field = document.querySelector('#population'); field.focus(); field.select(); \
        document.execCommand('insertText', false, '5')",
        &[],
    )?;
    page.wait_until_painted()?;
    page.keys(" million")?;
    has(&page, "#population", "5 million")
}

fn a_value_fits_into_its_field_and_keeps_its_unit() -> Result<()> {
    let page = Page::open(
        "?population=8300678396&risk=0.0123456789&fatality=0.987654321&from=2.123456e25&to=2.987654e29&growth=4.56789123\
         &trend=1.23456789012&eval-cost=5123456&pause=12.345678&tolerate=123456789&view=more\
         &lens=evaluations_pause_acceptable_restraint_scale-limit",
    )?;
    for width in [1280, 360] {
        page.browser().set_size(width, 900)?;
        page.wait_until_painted()?;
        let cut = page.run(
            "return [...document.querySelectorAll('input[type=text]')].filter((one) => one.scrollWidth > one.clientWidth)
                .map(({ id, value }) => [id, value])",
            &[],
        )?;
        assert_eq!(cut, json!([]), "at {width} px");
    }
    for (css, value) in [("#population", "8.3 billion"), ("#pause", "12.3 months"), ("#eval-cost", "$5.12 million")] {
        assert_eq!(page.value(css)?, value);
    }
    let panel = Page::open("?belief=panel&panel=0.0123_0.2_0.0038_0.04&weights=3.5_1_2_4&lens=belief")?;
    for css in ["#panel", "#weights"] {
        let cut = "const one = document.querySelector(arguments[0]); return one.scrollWidth > one.clientWidth";
        assert_eq!(panel.run(cut, &[json!(css)])?, json!(false), "{css}");
    }
    Ok(())
}

fn an_error_is_an_alert_with_a_button_for_what_may_have_been_meant() -> Result<()> {
    let page = Page::open("")?;
    page.type_into("#risk", "5")?;
    page.wait_for_text("#risk-note", "Risk per 10× must be between 0 and 1, but got 5")?;
    assert_eq!(page.attribute("#risk-note", "role")?.as_deref(), Some("alert"));
    assert_eq!(page.attribute("#risk", "aria-describedby")?.as_deref(), Some("risk-note"));
    assert_eq!(page.text("#risk-note button")?, "5%");
    page.press("#risk-note button", key::ENTER)?;
    page.wait_for_number("400 million")?;
    page.wait_until("the focus is in the field", || Ok(page.focused()? == "input#risk"))?;
    assert_eq!(page.count("[role=alert]")?, 0);
    page.type_into("#risk", "1")?;
    page.click("#risk-note button")?;
    page.wait_for_number("80 million")?;
    // A field with an error can be reset, though nothing else has changed.
    page.type_into("#fatality", "many")?;
    page.wait_for_text("#fatality-note", "Share who die must be")?;
    page.click("button[value=reset]")?;
    has(&page, "#fatality", "100%")?;
    assert_eq!(page.count("[role=alert]")?, 0);
    Ok(())
}

fn an_empty_field_means_no_value_where_there_may_be_none() -> Result<()> {
    let page = Page::open("?eval-months=3&jump=0.1&eval-cost=1e6&steps=4&lens=evaluations")?;
    for key in ["eval-months", "jump", "eval-cost"] {
        page.type_into(&format!("#{key}"), "")?;
        page.keys(key::TAB)?;
        assert_eq!(page.value(&format!("#{key}"))?, "");
    }
    page.wait_until("the address has none of them", || {
        Ok(page.address()?.ends_with("?v=1&steps=4&eval-months=none&lens=evaluations"))
    })?;
    assert_eq!(page.count("[role=alert]")?, 0);
    Ok(())
}

fn no_button_takes_the_focus_with_it() -> Result<()> {
    let page = Page::open("?risk=0.02&colour=red&view=more_others&lens=belief_evaluations_pause")?;
    let buttons = "[...document.querySelectorAll('#app button[value]:not(:disabled), #app summary')]";
    let count = page.run(&format!("return {buttons}.length"), &[])?.as_u64().unwrap_or_default();
    assert!(count > 40, "{count}");
    for at in 0..count {
        // By its place among those that are there now: many come and go.
        let script = format!(
            "const all = {buttons}; const one = all[arguments[0] % all.length]; one.focus(); one.click();
            return new Promise((done) => {{
                let patience = 100;
                const look = () => {{
                    const lost = document.activeElement.matches('body, #app');
                    if (lost && patience--) setTimeout(look, 20);
                    else done([one.textContent, lost]);
                }};
                setTimeout(look, 60);
            }})"
        );
        let after = page.run(&script, &[json!(at)])?;
        assert_eq!(after[1], json!(false), "{after}");
    }
    Ok(())
}

fn escape_within_a_composition_belongs_to_the_input_method() -> Result<()> {
    let page = Page::open("")?;
    page.type_into("#risk", "2%")?;
    page.wait_for_number("160 million")?;
    let escape = |composing: bool, code: u32| {
        page.run(
            "document.querySelector('#risk').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true,
                isComposing: arguments[0], keyCode: arguments[1] }))",
            &[json!(composing), json!(code)],
        )
    };
    escape(true, 27)?;
    escape(false, 229)?;
    page.wait_until_painted()?;
    assert_eq!((page.value("#risk")?.as_str(), page.text("h1 .number")?.as_str()), ("2%", "160 million"));
    escape(false, 27)?;
    page.wait_for_number("80 million")
}

fn changes_are_taken_back_one_by_one() -> Result<()> {
    let page = Page::open("")?;
    let before = entries(&page)?.as_u64().unwrap_or_default();
    page.press("#risk-slider", &key::RIGHT.repeat(5))?;
    has(&page, "#risk", "1.3%")?;
    page.type_into("#population", "4 billion")?;
    page.keys(key::TAB)?;
    page.wait_for_number("52 million")?;
    page.wait_until("each is an entry", || Ok(entries(&page)?.as_u64() == Some(before + 2)))?;
    page.press("#population", "")?;
    page.chord(key::CONTROL, "z")?;
    has(&page, "#population", "8.0 billion")?;
    page.chord(key::CONTROL, "z")?;
    has(&page, "#population", "4.0 billion")?;
    page.run("history.go(-3)", &[])?;
    page.wait_for_number("104 million")?;
    page.wait_until("the address", || Ok(page.address()?.ends_with("?v=1&risk=0.013")))?;
    page.run("history.go(-1)", &[])?;
    page.wait_for_number("80 million")?;
    // A text that is taken back leaves no entry that the back button would stop at.
    let page = Page::open("?risk=0.02")?;
    let before = entries(&page)?.as_u64().unwrap_or_default();
    page.type_into("#risk", "3%")?;
    page.wait_for_number("240 million")?;
    page.keys(key::ESCAPE)?;
    page.wait_for_number("160 million")?;
    page.wait_until("the address", || Ok(page.address()?.ends_with("?v=1&risk=0.02")))?;
    page.type_into("#fatality", "50%")?;
    page.wait_for_number("80 million")?;
    assert_eq!(entries(&page)?.as_u64(), Some(before + 1));
    Ok(())
}

fn what_is_passed_through_while_typing_is_not_shown() -> Result<()> {
    let page = Page::open("")?;
    page.run(
        "window.seen = []; new MutationObserver(() => seen.push(document.querySelector('h1 .number').textContent))
            .observe(document.querySelector('h1'), { subtree: true, characterData: true, childList: true })",
        &[],
    )?;
    page.type_into("#risk", "15%")?;
    page.wait_for_number("1.2 billion")?;
    assert_eq!(page.run("return [...new Set(seen)]", &[])?, json!(["1.2 billion"]));
    Ok(())
}

fn a_swipe_that_scrolls_the_page_moves_no_slider() -> Result<()> {
    let page = Page::open("")?;
    page.run(
        "const slider = document.querySelector('#risk-slider');
        const send = (type, pointer) => slider.dispatchEvent(new (pointer ? PointerEvent : Event)(type, { bubbles: true }));
        send('pointerdown', true);
        for (const at of [100, 90]) { slider.value = at; send('input'); }
        send('pointercancel', true)",
        &[],
    )?;
    page.wait_until("the value is back", || Ok(page.value("#risk")? == "1%" && page.value("#risk-slider")? == "160"))?;
    page.wait_for_number("80 million")
}

fn a_finger_that_scrolls_the_page_moves_no_slider() -> Result<()> {
    let page = Page::blank()?;
    page.browser().chromium("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true, "maxTouchPoints": 1 }))?;
    page.browser().set_size(360, 640)?;
    page.go("")?;
    page.run("document.querySelector('#risk-slider').scrollIntoView({ block: 'center' })", &[])?;
    page.wait_until_painted()?;
    let place = page.rect("#risk-slider")?;
    let (x, y) = (place.x + place.width / 4.0, place.y + place.height / 2.0);
    let before = page.run("return scrollY", &[])?;
    let touch = |kind: &str, y: f64| {
        let points = if kind == "touchEnd" { json!([]) } else { json!([{ "x": x, "y": y }]) };
        page.browser().chromium("Input.dispatchTouchEvent", &json!({ "type": kind, "touchPoints": points }))
    };
    touch("touchStart", y)?;
    for step in 1..=10 {
        touch("touchMove", y - 15.0 * f64::from(step))?;
    }
    touch("touchEnd", 0.0)?;
    page.wait_until("the page scrolls", || Ok(page.run("return scrollY", &[])? != before))?;
    page.wait_until("the value is back", || Ok(page.value("#risk")? == "1%" && page.value("#risk-slider")? == "160"))?;
    page.wait_for_number("80 million")
}

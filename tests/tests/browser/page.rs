//! The page as a reader uses it: sliders by keyboard, fields by typing, the link, the back button.
//!
//! A console error or warning makes every one of these tests fail (see [`Page`]).

use acceptance::{Page, Result, key};
use harm_wire::Request;
use serde_json::json;

acceptance::tests! {
    InEveryBrowser => [
        the_default_says_the_argument,
        every_slider_moves_by_keyboard_and_says_its_value,
        a_slider_follows_the_pointer,
        a_field_takes_numbers_as_people_write_them_and_writes_its_own_when_left,
        what_cannot_be_read_stays_with_its_error_beside_it,
        the_scenario_is_in_the_address_and_comes_back_with_it,
        the_back_button_undoes_a_choice,
        a_damaged_link_loads_says_so_and_keeps_the_rest,
        the_inputs_under_more_work_and_fit_each_other,
        chart_and_table_show_the_same_figures,
        the_status_line_speaks_once_the_slider_rests,
        without_script_the_page_is_an_article,
        the_plot_is_read_by_keys_and_pointer,
        a_question_opens_by_key_and_its_inputs_change_its_answer,
        being_unsure_takes_bounds_in_place_of_one_risk,
        what_others_have_said_becomes_a_risk_per_step_over_the_scale_up_that_is_set,
        a_policy_sets_its_rules_of_evaluation,
        a_country_can_be_chosen_once_the_countries_have_come,
        the_page_says_what_the_same_core_says_natively_for_links_of_all_keys,
        a_pinned_scenario_stays_beside_the_next_one_and_in_the_link,
        nothing_runs_off_a_narrow_page_at_any_scenario,
        every_target_is_large_enough_to_hit,
    ],
}

const NUMBER: &str = "h1 .number";

fn the_default_says_the_argument() -> Result<()> {
    let page = Page::open("")?;
    page.wait_for_number("80 million")?;
    assert_eq!(
        page.text(".sum")?,
        "1% risk per 10× × 8.0 billion people alive × everyone dies if it happens = 80 million"
    );
    assert_eq!(page.title()?.split(':').next(), Some("Expected Harm"));
    Ok(())
}

fn every_slider_moves_by_keyboard_and_says_its_value() -> Result<()> {
    let page = Page::open("")?;
    page.press("#risk-slider", key::RIGHT)?;
    page.wait_until("the risk rises by one position", || Ok(page.value("#risk")? == "1.05%"))?;
    assert_eq!(page.attribute("#risk-slider", "aria-valuetext")?.as_deref(), Some("1.05%"));
    page.press("#risk-slider", key::END)?;
    page.wait_for_number("7.92 billion")?;
    page.press("#risk-slider", key::HOME)?;
    page.wait_for_number("8,000")?;
    page.press("#scale-up-slider", key::HOME)?;
    page.wait_for_number("0")?;
    page.press("#scale-up-slider", key::END)?;
    page.wait_for_number("48,000")?;
    page.press("#population-slider", key::HOME)?;
    page.wait_for_number("0.006")?;
    page.press("#fatality-slider", key::LEFT)?;
    page.wait_for_number("0.00594")?;
    Ok(())
}

fn a_slider_follows_the_pointer() -> Result<()> {
    let page = Page::open("")?;
    page.drag("#fatality-slider", (60, 0), 12)?;
    // From the middle of the track, where the click puts the thumb, upwards; the thumb is narrower than 30 pixels.
    let width = page.rect("#fatality-slider")?.width;
    let (least, most) = (50.0 + 6000.0 / width - 1.0, 50.0 + 6000.0 / (width - 30.0) + 1.0);
    page.wait_until(&format!("the share is between {least} and {most}"), || {
        let share: f64 = page.value("#fatality")?.trim_end_matches('%').parse()?;
        Ok((least..=most).contains(&share))
    })
}

fn a_field_takes_numbers_as_people_write_them_and_writes_its_own_when_left() -> Result<()> {
    let page = Page::open("")?;
    for (css, text, number, canonical) in [
        ("#risk", "1 in 50", "160 million", "2%"),
        ("#risk", "5e-3", "40 million", "0.5%"),
        ("#population", "4 billion", "20 million", "4.0 billion"),
        ("#fatality", "1/4", "5 million", "25%"),
        ("#scale-up", "100x", "9.98 million", "100×"),
    ] {
        page.type_into(css, text)?;
        page.wait_for_number(number)?;
        assert_eq!(page.value(css)?, text, "what is typed stays while it is typed");
        page.keys(key::TAB)?;
        page.wait_until(&format!("{css} says {canonical}"), || Ok(page.value(css)? == canonical))?;
    }
    Ok(())
}

fn what_cannot_be_read_stays_with_its_error_beside_it() -> Result<()> {
    let page = Page::open("")?;
    for (text, part) in [
        ("150%", "Risk per 10× must be between 0 and 1, but got 150%"),
        ("", "Risk per 10× must be between 0 and 1, but got nothing"),
        ("NaN", "but got NaN"),
        ("-1%", "but got -1%"),
        ("many", "write it as 1%"),
    ] {
        page.type_into("#risk", text)?;
        page.wait_for_text("#risk-note", part)?;
        page.keys(key::TAB)?;
        assert_eq!(page.value("#risk")?, text, "nothing of what was typed is lost");
        assert_eq!(page.attribute("#risk", "aria-invalid")?.as_deref(), Some("true"));
    }
    page.type_into("#risk", "1")?;
    page.wait_for_text("#risk-note button", "1%")?;
    page.wait_for_number("8 billion")?;
    page.type_into("#risk", "2.")?;
    page.press("#risk", key::ESCAPE)?;
    page.wait_until("Escape brings the value back", || Ok(page.value("#risk")? == "1%"))
}

fn the_scenario_is_in_the_address_and_comes_back_with_it() -> Result<()> {
    let page = Page::open("")?;
    page.type_into("#risk", "0.3%")?;
    page.type_into("#scale-up", "4x")?;
    page.click("button[value='show=table']")?;
    page.wait_until("the address has it", || Ok(page.address()?.ends_with("?v=1&risk=0.003&step=4&show=table")))?;
    let number = page.text(NUMBER)?;
    page.reload()?;
    page.wait_for_number(&number)?;
    assert_eq!(page.text("tr.present th")?, "4×");
    page.type_into("#risk", "5%")?;
    page.click("button[value='reset']")?;
    page.wait_until("a reset brings back what the link says", || Ok(page.value("#risk")? == "0.3%"))?;
    Ok(())
}

fn the_back_button_undoes_a_choice() -> Result<()> {
    let page = Page::open("?risk=0.02")?;
    page.wait_for_number("160 million")?;
    page.click("button[value='population=8300678396']")?;
    page.wait_for_number("166 million")?;
    page.run("history.back()", &[])?;
    page.wait_for_number("160 million")?;
    page.run("history.forward()", &[])?;
    page.wait_for_number("166 million")
}

fn a_damaged_link_loads_says_so_and_keeps_the_rest() -> Result<()> {
    let page = Page::open("?v=1&risk=1.5&steps=2&colour=red&utm_source=mail")?;
    page.wait_for_number("159 million")?;
    let warnings = page.text(".notices")?;
    assert!(warnings.contains("risk must be between 0 and 1, but got 1.5"), "{warnings}");
    assert!(warnings.contains("colour") && !warnings.contains("utm_source"), "{warnings}");
    page.click(".notices button")?;
    page.wait_until("the warnings go", || Ok(page.count(".notices")? == 0))?;
    let outdated = Page::open("?v=1&risk=0.02&shows=1.5e8")?;
    assert!(outdated.text(".notices")?.contains("150 million"), "a link says what it showed when it was made");
    assert_eq!(Page::open("?v=1&risk=0.02&shows=1.6e8")?.count(".notices")?, 0);
    let newer = Page::open("?v=2&risk=0.02")?;
    assert!(newer.text(".notices")?.contains("newer"));
    Ok(())
}

fn the_inputs_under_more_work_and_fit_each_other() -> Result<()> {
    let page = Page::open("")?;
    page.press("details.more summary", key::ENTER)?;
    page.wait_until("the fields are there", || Ok(page.count("#trend")? == 1))?;
    page.type_into("#steps", "3")?;
    page.type_into("#trend", "2")?;
    page.wait_for_number("543 million")?;
    page.click("button[value='range']")?;
    page.type_into("#to", "2e20")?;
    page.wait_for_text("#to-note", "Compute at the start must be at most Compute at the end")?;
    page.type_into("#trend", "1")?;
    page.type_into("#to", "2e29")?;
    page.wait_for_number("314 million")?;
    page.wait_until("the address has it", || Ok(page.address()?.ends_with("?v=1&from=2.1e25&to=2e29&view=more")))
}

fn chart_and_table_show_the_same_figures() -> Result<()> {
    let page = Page::open("?risk=0.01&steps=3")?;
    let alternative = page.attribute("svg.chart", "aria-label")?.unwrap_or_default();
    assert!(alternative.contains("238 million at 1,000×"), "{alternative}");
    assert_eq!(page.text("svg.chart .value")?, "238 million");
    page.click("button[value='show=risk']")?;
    page.wait_for_text("svg.chart .value", "2.97%")?;
    page.click("button[value='show=table']")?;
    page.wait_for_text("tr.present", "237,608,000")?;
    assert_eq!(page.count("tbody tr")?, 5);
    Ok(())
}

fn the_status_line_speaks_once_the_slider_rests() -> Result<()> {
    let page = Page::open("")?;
    page.press("#risk-slider", &key::RIGHT.repeat(8))?;
    page.wait_for_text("[role=status]", "expected deaths for the next 10× of training compute: 1.6% risk per 10×")
}

fn without_script_the_page_is_an_article() -> Result<()> {
    let page = Page::without_scripts()?;
    page.visit("")?;
    assert_eq!(page.text(NUMBER)?, "80 million");
    let table = page.text("table")?;
    assert!(table.contains("1,000× 2.97% 237,608,000"), "{table}");
    assert!(page.text("#lens-evaluations .answer")?.contains("miss 0.262% of the danger"));
    assert!(page.text(".without-script")?.contains("needs JavaScript"));
    assert!(page.rect("svg.chart")?.height > 200.0);
    assert_eq!(page.style(".tools", "display")?, "none");
    Ok(())
}

fn the_plot_is_read_by_keys_and_pointer() -> Result<()> {
    let page = Page::open("?risk=0.01")?;
    page.press("input[name=reading]", &key::RIGHT.repeat(12))?;
    page.wait_for_text("svg.chart .value", "100×: 159 million")?;
    assert_eq!(page.attribute("input[name=reading]", "aria-valuetext")?.as_deref(), Some("100×: 159 million"));
    page.press("#risk", key::TAB)?;
    page.wait_for_text("svg.chart .value", "80 million")?;
    page.drag("svg.chart .dot", (150, 0), 3)?;
    page.wait_for_text("svg.chart .value", "×: ")
}

fn a_question_opens_by_key_and_its_inputs_change_its_answer() -> Result<()> {
    let page = Page::open("?steps=4")?;
    page.press("#lens-evaluations summary", key::ENTER)?;
    page.wait_until("it opens", || Ok(page.count("#eval-months")? == 1))?;
    page.type_into("#eval-months", "none")?;
    page.wait_for_text("#lens-evaluations .answer", "miss 7.37% of the danger and avert 292 million")?;
    page.wait_until("the link has it", || {
        Ok(page.address()?.ends_with("?v=1&steps=4&eval-months=none&lens=evaluations"))
    })?;
    page.press("#lens-evaluations summary", key::SPACE)?;
    page.wait_until("it closes", || Ok(page.count("#eval-months")? == 0))
}

fn being_unsure_takes_bounds_in_place_of_one_risk() -> Result<()> {
    let page = Page::open("?steps=10")?;
    page.click("button[value='belief=logit-normal']")?;
    page.type_into("#low", "0.01%")?;
    page.type_into("#high", "10%")?;
    page.press("#lens-belief summary", key::ENTER)?;
    page.click("button[value='belief=log-normal']")?;
    page.wait_for_number("958 million")?;
    page.wait_for_text("#lens-belief .answer", "not the 1.55 billion")?;
    assert_eq!(page.count("svg.chart .band")?, 1);
    page.press("#high-slider", key::RIGHT)?;
    page.wait_until("the bound follows its slider", || Ok(page.value("#high")? == "10.5%"))
}

fn what_others_have_said_becomes_a_risk_per_step_over_the_scale_up_that_is_set() -> Result<()> {
    let page = Page::open("")?;
    page.click("button[value='from=2.1e25&to=2e29']")?;
    page.click("details.others summary")?;
    page.wait_for_text(".stated", "if that is the risk of the whole 9,520×, 1.28% per 10×")?;
    page.run("[...document.querySelectorAll('.stated button')].find((one) => one.textContent === 'Ord').click()", &[])?;
    page.wait_for_number("800 million")?;
    assert!(page.text(".sum")?.starts_with("10% risk over 9,520×"));
    Ok(())
}

fn a_policy_sets_its_rules_of_evaluation() -> Result<()> {
    let page = Page::open("?steps=4&lens=evaluations")?;
    page.run(
        "[...document.querySelectorAll('.stated button')].find((one) => one.textContent.startsWith('OpenAI')).click()",
        &[],
    )?;
    page.wait_for_text(
        "#lens-evaluations .answer",
        "evaluations every 2× of effective compute miss 0.474% of the danger",
    )
}

fn a_country_can_be_chosen_once_the_countries_have_come() -> Result<()> {
    let page = Page::open("")?;
    page.click("button[value='countries']")?;
    page.wait_until("the list is there", || Ok(page.count("select[name=population] option")? == 237))?;
    page.press("select[name=population]", "Germ")?;
    page.wait_for_number("836,000")?;
    assert_eq!(page.value("#population")?, "83.6 million");
    page.wait_until("the address has it", || Ok(page.address()?.ends_with("?v=1&population=83644258")))
}

fn the_page_says_what_the_same_core_says_natively_for_links_of_all_keys() -> Result<()> {
    let presets = harm_core::preset::PRESETS
        .iter()
        .map(|preset| harm_wire::query::write(&Request { scenario: preset.scenario(), lenses: preset.lenses() }));
    let others = [
        "risk=0.0123&per=4&step=3&steps=2.5&population=123456789&fatality=0.37&trend=1.3&growth=3",
        "belief=beta&risk=0.02&weight=3.5&steps=7&sharing=shared",
        "belief=log-uniform&low=1e-6&high=1&steps=7&trend=0.8",
        "belief=logit-normal&low=0.001&high=0.05&level=0.8&steps=12",
        "belief=log-normal&low=1e-4&high=0.1&steps=10&sharing=redrawn",
        "belief=panel&panel=0.001_0.2_0.0038&weights=3_1_2&from=2.1e25&to=2e29",
        "eval-every=8&eval-months=none&buffer=6&detect=0.5&response=0.5&common=0.25&jump=0.1&eval-cost=1e6&steps=4",
        "forecast-error=0.5&eval-growth=4.5&limit=2&pause=24&risk-cut=0.25&benefit=0.5&mortality=0.01&pause-end=random",
        "labs=7&abstain=3&displacement=0.5&tolerate=0.001&steps=0",
        "risk=1.0&steps=0.5",
        "risk=1e-17&steps=1000",
    ];
    let page = Page::blank()?;
    for query in presets.chain(others.map(String::from)) {
        page.go(&format!("?{query}"))?;
        let parsed = harm_wire::query::parse(&query);
        assert_eq!(parsed.warnings, [], "{query}");
        let assessment = harm_core::assess(&parsed.request.scenario);
        let headline = harm_view::sentence::headline(&parsed.request.scenario, &assessment);
        page.wait_for_number(&headline.number)?;
        assert_eq!(page.text("h1 small")?, headline.what.replace('\u{a0}', " "), "{query}");
        for question in harm_wire::Question::ALL {
            let answer =
                harm_view::question::answer(question, &parsed.request, &assessment).to_string().replace('\u{a0}', " ");
            assert_eq!(page.text(&format!("#lens-{} .answer", question.name()))?, answer, "{query}");
        }
    }
    Ok(())
}

fn a_pinned_scenario_stays_beside_the_next_one_and_in_the_link() -> Result<()> {
    let page = Page::open("?risk=0.02")?;
    page.click("button[value='pin']")?;
    page.type_into("#risk", "1%")?;
    page.wait_for_text(".pinned", "Pinned: 160 million expected deaths for the next 10× of training compute. The present scenario has 50% of that.")?;
    page.wait_until("the link has it", || Ok(page.address()?.ends_with("?v=1&pin=risk_0.02")))?;
    page.reload()?;
    page.wait_for_text(".pinned", "160 million")?;
    page.click("button[value='unpin']")?;
    page.wait_until("it is gone", || Ok(page.count(".pinned")? == 0))
}

fn nothing_runs_off_a_narrow_page_at_any_scenario() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(320, 700)?;
    for query in [
        "",
        "?risk=0.123456789&steps=7.123456&population=8123456789",
        "?risk=1e-17&per=12345.678&from=1e-300&to=1e300",
        "?show=table&steps=1000",
        "?show=table&belief=logit-normal&low=0.001&high=0.1&steps=7",
        "?show=table&belief=log-normal&low=1e-17&high=0.99999999&population=8123456789&steps=0.123456",
    ] {
        page.go(query)?;
        let widths = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[])?;
        assert_eq!(widths, json!([320, 320]), "{query}");
    }
    Ok(())
}

fn every_target_is_large_enough_to_hit() -> Result<()> {
    let page = Page::open("?risk=2")?;
    let script = "return [...document.querySelectorAll('button, input, summary, select')]
        .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([html]) => html)";
    assert_eq!(page.run(script, &[])?, json!([]));
    Ok(())
}
